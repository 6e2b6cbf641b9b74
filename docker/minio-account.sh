#!/bin/sh
# Makes a bucket and an account that can use that bucket and nothing else; can be run again.
#   minio-account.sh ALIAS BUCKET
# MC_HOST_ALIAS: address of the store with its root account. STORE_ACCESS_KEY, STORE_SECRET_KEY: the account to make.
set -eu
alias=$1 bucket=$2
mc mb --ignore-existing "$alias/$bucket"
mc admin user add "$alias" "$STORE_ACCESS_KEY" "$STORE_SECRET_KEY"
# What Lianke does with objects, and nothing that makes, lists or removes buckets.
mc admin policy create "$alias" "$bucket" /dev/stdin <<POLICY
{
  "Version": "2012-10-17",
  "Statement": [
    {
      "Effect": "Allow",
      "Action": ["s3:ListBucket", "s3:GetBucketLocation", "s3:ListBucketMultipartUploads"],
      "Resource": ["arn:aws:s3:::$bucket"]
    },
    {
      "Effect": "Allow",
      "Action": [
        "s3:GetObject", "s3:PutObject", "s3:DeleteObject", "s3:AbortMultipartUpload", "s3:ListMultipartUploadParts"
      ],
      "Resource": ["arn:aws:s3:::$bucket/*"]
    }
  ]
}
POLICY
mc admin policy attach "$alias" "$bucket" --user "$STORE_ACCESS_KEY" ||
  mc admin policy entities "$alias" --user "$STORE_ACCESS_KEY" | grep -qw "$bucket"
