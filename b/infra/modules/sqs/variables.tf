variable "kms_key_arn" {
  description = "Key of the messages at rest."
  type        = string
}

variable "name_prefix" {
  description = "Start of every name: project and environment."
  type        = string

  validation {
    condition     = can(regex("^[a-z][a-z0-9-]{0,20}[a-z0-9]$", var.name_prefix)) && !strcontains(var.name_prefix, "--")
    error_message = "name_prefix must be 2 to 22 lower case letters, digits and single hyphens, start with a letter and not end with a hyphen."
  }
}

variable "sqs" {
  description = "Mailer and LINE queues."
  type = object({
    dlq_retention_seconds      = number
    max_receive_count          = number
    message_retention_seconds  = number
    visibility_timeout_seconds = number
  })

  validation {
    condition     = var.sqs.dlq_retention_seconds >= 60 && var.sqs.dlq_retention_seconds <= 1209600 && floor(var.sqs.dlq_retention_seconds) == var.sqs.dlq_retention_seconds
    error_message = "sqs.dlq_retention_seconds must be a whole number from 60 to 1209600."
  }

  # A moved message keeps the age it had.
  validation {
    condition     = var.sqs.dlq_retention_seconds >= var.sqs.message_retention_seconds
    error_message = "sqs.dlq_retention_seconds must not be below sqs.message_retention_seconds, or messages vanish on arrival in the dead-letter queue."
  }

  validation {
    condition     = var.sqs.max_receive_count >= 1 && var.sqs.max_receive_count <= 1000 && floor(var.sqs.max_receive_count) == var.sqs.max_receive_count
    error_message = "sqs.max_receive_count must be a whole number from 1 to 1000."
  }

  validation {
    condition     = var.sqs.message_retention_seconds >= 60 && var.sqs.message_retention_seconds <= 1209600 && floor(var.sqs.message_retention_seconds) == var.sqs.message_retention_seconds
    error_message = "sqs.message_retention_seconds must be a whole number from 60 to 1209600."
  }

  validation {
    condition     = var.sqs.visibility_timeout_seconds >= 0 && var.sqs.visibility_timeout_seconds <= 43200 && floor(var.sqs.visibility_timeout_seconds) == var.sqs.visibility_timeout_seconds
    error_message = "sqs.visibility_timeout_seconds must be a whole number from 0 to 43200."
  }
}

variable "tags" {
  description = "Tags of every resource."
  type        = map(string)
}
