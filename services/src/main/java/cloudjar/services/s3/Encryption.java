package cloudjar.services.s3;

import cloudjar.api.s3.ServerSideEncryption;

/** The encryption that every object has, as AWS says of all objects since 2023. */
final class Encryption {
    static final String AES256 = ServerSideEncryption.AES256;

    private Encryption() {}
}
