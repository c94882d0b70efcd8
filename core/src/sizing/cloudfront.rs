//! Content delivery (modules/cloudfront).

use super::params;
use crate::param::Preset::Text;
use crate::param::{Group, Kind, Scope, Unit};
use crate::text::t;

params! {
    /// CloudFront distribution.
    Cloudfront in Scope::Size, Group::Cdn, "cloudfront.";
    price_class: String = {
        kind: Kind::Choice(&["PriceClass_200", "PriceClass_All"]),
        unit: Unit::None,
        label: t("価格クラス", "Price class"),
        help: t("日本のエッジを含むものだけを並べています（PriceClass_100 は含みません）。", "Only classes with edges in Japan are offered; PriceClass_100 has none."),
        source: "AWS CloudFront price classes; control DAT-03",
        defaults: [Text("PriceClass_200"), Text("PriceClass_200"), Text("PriceClass_200")],
    }
}
