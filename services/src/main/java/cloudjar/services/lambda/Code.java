package cloudjar.services.lambda;

import cloudjar.kernel.blob.Blob;

/** The code of a function or a layer. */
sealed interface Code {
    /** SHA-256 in base64, as AWS shows it. */
    String sha256();

    /** How long the archive is. */
    long size();

    /** A zip archive. */
    record Zip(String sha256, Blob content) implements Code {
        @Override
        public long size() {
            return content.length();
        }
    }

    /** A directory of the machine, read at each start: for work on a function. */
    record Mount(String path, String sha256) implements Code {
        @Override
        public long size() {
            return 0;
        }
    }

    /** A container image. */
    record Image(String uri, String sha256) implements Code {
        @Override
        public long size() {
            return 0;
        }
    }
}
