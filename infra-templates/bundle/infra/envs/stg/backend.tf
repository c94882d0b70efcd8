terraform {
  backend "s3" {
    bucket         = "hbp-cc-tfstate"
    dynamodb_table = "hbp-cc-tflock"
    encrypt        = true
    key            = "hbp-cc/stg/terraform.tfstate"
    region         = "ap-northeast-1"
  }
}
