package cloudjar.services.s3;

import cloudjar.api.s3.Owner;
import cloudjar.kernel.checksum.ChecksumAlgorithm;
import cloudjar.kernel.checksum.RunningChecksum;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;

/** The canonical user id of an account: 64 hexadecimal digits that only S3 knows it by. */
final class CanonicalUser {
    private CanonicalUser() {}

    /** The id, which is the same in every world. */
    static String id(String account) {
        byte[] text = ("canonical user " + account).getBytes(StandardCharsets.US_ASCII);
        RunningChecksum digest = ChecksumAlgorithm.SHA256.start();
        digest.update(text, 0, text.length);
        return HexFormat.of().formatHex(digest.digest());
    }

    /** The account as the owner of something. */
    static Owner owner(String account) {
        return Owner.builder().id(id(account)).build();
    }
}
