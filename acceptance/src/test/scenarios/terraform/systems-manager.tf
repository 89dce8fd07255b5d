resource "aws_ssm_patch_baseline" "linux" {
  name             = "tf-linux"
  description      = "of the web servers"
  operating_system = "AMAZON_LINUX_2"
  rejected_patches = ["kernel*"]
  approval_rule {
    approve_after_days = 7
    compliance_level   = "HIGH"
    patch_filter {
      key    = "CLASSIFICATION"
      values = ["Security"]
    }
  }
  source {
    name          = "own"
    products      = ["AmazonLinux2.0"]
    configuration = "[main]\nname=own\nbaseurl=https://example.org\nenabled=1"
  }
  tags = { kind = "baseline" }
}

resource "aws_ssm_patch_group" "web" {
  baseline_id = aws_ssm_patch_baseline.linux.id
  patch_group = "tf-web"
}

resource "aws_ssm_default_patch_baseline" "linux" {
  baseline_id      = aws_ssm_patch_baseline.linux.id
  operating_system = aws_ssm_patch_baseline.linux.operating_system
}

data "aws_ssm_patch_baseline" "theirs" {
  owner            = "AWS"
  name_prefix      = "AWS-"
  operating_system = "CENTOS"
}

resource "aws_ssm_patch_group" "theirs" {
  baseline_id = data.aws_ssm_patch_baseline.theirs.id
  patch_group = "tf-web"
}

resource "aws_ssm_resource_data_sync" "files" {
  name = "tf-inventory"
  s3_destination {
    bucket_name = aws_s3_bucket.files.bucket
    region      = "us-east-1"
    prefix      = "inventory"
  }
}
