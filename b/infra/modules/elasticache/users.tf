# Sign-in by IAM: no password exists, so none can leak from the state, a log or an
# environment variable, and none has to be rotated. Users of engine "redis" serve
# Redis and Valkey alike, so a change of the cache's engine leaves them untouched.

# A user group has to contain a user called default, and every client that sends no
# name is that user. It is switched off: no key, no command.
resource "aws_elasticache_user" "default" {
  access_string = "off ~* -@all"
  engine        = "redis"
  user_id       = "${var.name_prefix}-default"
  user_name     = "default"

  authentication_mode {
    type = "no-password-required"
  }

  tags = merge(var.tags, { Name = "${var.name_prefix}-default" })
}

# ElastiCache signs an IAM user in only when its id and its name are the same.
# All keys, but of @dangerous (FLUSHALL, CONFIG, DEBUG, ...) only two commands
# that just read: arq calls INFO at start and KEYS to list results.
resource "aws_elasticache_user" "app" {
  access_string = "on ~* &* +@all -@dangerous +info +keys"
  engine        = "redis"
  user_id       = "${var.name_prefix}-app"
  user_name     = "${var.name_prefix}-app"

  authentication_mode {
    type = "iam"
  }

  tags = merge(var.tags, { Name = "${var.name_prefix}-app" })
}

resource "aws_elasticache_user_group" "this" {
  engine        = "redis"
  user_group_id = var.name_prefix
  user_ids = [
    aws_elasticache_user.app.user_id,
    aws_elasticache_user.default.user_id,
  ]

  tags = merge(var.tags, { Name = var.name_prefix })
}
