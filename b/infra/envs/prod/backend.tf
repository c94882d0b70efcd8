terraform {
  backend "s3" {
    bucket         = "hbp-cc-tfstate"
    dynamodb_table = "hbp-cc-tflock"
    encrypt        = true
    key            = "hbp-cc/prod/terraform.tfstate"
    kms_key_id     = "alias/hbp-cc-tfstate"
    region         = "ap-northeast-1"
  }
}
