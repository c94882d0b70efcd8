//! How code reaches an environment: the steps of the workflows, and what they touch in AWS.

use super::component::Role;
use super::relation::{Relation, Witness, arrow};
use super::view::{Frame, Part, Shape, Step, View};
use crate::text::{Text, t};
use Part::Component as C;
use Witness::{Line, Mentions, Writes};

const TERRAFORM: &str = ".github/workflows/terraform.yml";
const BACKEND: &str = ".github/workflows/deploy-backend.yml";
const FRONTEND: &str = ".github/workflows/deploy-frontend.yml";

const FMT: &str = "terraform fmt -check";
const PLAN: &str = "terraform plan -detailed-exitcode -lock-timeout";
const APPLY: &str = "terraform apply -lock-timeout";
const BUILD: &str = "docker build";
const PUSH: &str = "docker push";
const REGISTER: &str = "aws ecs register-task-definition";
const CREATE: &str = "aws deploy create-deployment";
const UPDATE: &str = "aws ecs update-service";
const JOB: &str = "aws batch register-job-definition";
const NPM: &str = "npm ci";
const UPLOAD: &str = "aws s3 cp hashed";
const INVALIDATE: &str = "aws cloudfront create-invalidation";
const ROLE: &str = "role-to-assume";

const fn step(id: &'static str, title: Text, role: Role, path: &'static str, line: &'static str) -> Part {
    Part::Step(Step { id, title, role, path, line })
}

/// The way from a commit to an environment.
pub const DELIVERY: View = View {
    shape: Shape::Lanes,
    frames: &[
        Frame {
            id: "github",
            title: t("GitHub", "GitHub"),
            parent: None,
            component: None,
            parts: &[
                C("repository"),
                step("check", t("書式と検証", "Format, validate"), Role::Pipeline, TERRAFORM, FMT),
                step("plan", t("plan", "Plan"), Role::Pipeline, TERRAFORM, PLAN),
                step("apply", t("承認した plan を適用", "Apply approved plan"), Role::Pipeline, TERRAFORM, APPLY),
                step("build", t("イメージのビルド", "Build images"), Role::Container, BACKEND, BUILD),
                step("push", t("ECR push", "Push to ECR"), Role::Pipeline, BACKEND, PUSH),
                step("register", t("新しいタスク定義", "New task definition"), Role::Pipeline, BACKEND, REGISTER),
                step("create", t("ブルー/グリーン開始", "Start blue/green"), Role::Pipeline, BACKEND, CREATE),
                step("update", t("worker の更新", "Update the worker"), Role::Pipeline, BACKEND, UPDATE),
                step("job", t("ジョブ定義の更新", "Update the job"), Role::Pipeline, BACKEND, JOB),
                step("npm", t("Angular のビルド", "Build Angular"), Role::Pipeline, FRONTEND, NPM),
                step("upload", t("S3 へアップロード", "Upload to S3"), Role::Pipeline, FRONTEND, UPLOAD),
                step("invalidate", t("キャッシュの無効化", "Invalidate the cache"), Role::Pipeline, FRONTEND, INVALIDATE),
            ],
        },
        Frame {
            id: "aws",
            title: t("AWS", "AWS"),
            parent: None,
            component: None,
            parts: &[
                C("oidc"),
                C("delivery_roles"),
                C("state"),
                C("registry"),
                C("codedeploy"),
                C("api"),
                C("worker"),
                C("batch"),
                C("front_bucket"),
                C("cdn"),
            ],
        },
    ],
    relations: RELATIONS,
};

const RELATIONS: &[Relation] = &[
    arrow("repository", "check", &[Line(TERRAFORM, "pull_request:"), Line(TERRAFORM, FMT)]),
    arrow("check", "plan", &[Line(TERRAFORM, "needs: [environments, check]")]),
    arrow(
        "plan",
        "apply",
        &[Line(TERRAFORM, "needs: changed"), Line(TERRAFORM, "environment: ${{ matrix.environment.github_environment }}")],
    ),
    arrow("plan", "delivery_roles", &[Line(TERRAFORM, ROLE)]),
    arrow("apply", "state", &[Line(TERRAFORM, APPLY), Writes("delivery_roles", "aws_iam_role_policy", "policy")]),
    arrow("oidc", "delivery_roles", &[Writes("delivery_roles", "aws_iam_role", "assume_role_policy")]),
    arrow("repository", "build", &[Line(BACKEND, "push:"), Line(BACKEND, BUILD)]),
    arrow("repository", "npm", &[Line(FRONTEND, "push:"), Line(FRONTEND, NPM)]),
    arrow("build", "push", &[Line(BACKEND, PUSH)]),
    arrow("push", "registry", &[Line(BACKEND, PUSH), Mentions("delivery_roles", "registry")]),
    arrow("push", "register", &[Line(BACKEND, REGISTER)]),
    arrow("register", "create", &[Line(BACKEND, CREATE)]),
    arrow("create", "codedeploy", &[Line(BACKEND, CREATE)]),
    arrow("codedeploy", "api", &[Writes("codedeploy", "aws_codedeploy_deployment_group", "ecs_service.service_name")]),
    arrow("registry", "api", &[Mentions("api", "registry")]),
    arrow("registry", "worker", &[Mentions("worker", "registry")]),
    arrow("registry", "batch", &[Mentions("batch", "registry")]),
    arrow("register", "update", &[Line(BACKEND, UPDATE)]),
    arrow("update", "worker", &[Line(BACKEND, UPDATE), Mentions("delivery_roles", "cluster")]),
    arrow("register", "job", &[Line(BACKEND, JOB)]),
    arrow("job", "batch", &[Line(BACKEND, JOB), Mentions("delivery_roles", "batch")]),
    arrow("npm", "upload", &[Line(FRONTEND, UPLOAD)]),
    arrow("upload", "front_bucket", &[Line(FRONTEND, UPLOAD), Mentions("delivery_roles", "front_bucket")]),
    arrow("upload", "invalidate", &[Line(FRONTEND, INVALIDATE)]),
    arrow("invalidate", "cdn", &[Line(FRONTEND, INVALIDATE), Mentions("delivery_roles", "cdn")]),
];
