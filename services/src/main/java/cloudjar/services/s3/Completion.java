package cloudjar.services.s3;

import cloudjar.api.s3.ChecksumType;
import cloudjar.api.s3.CompleteMultipartUploadRequest;
import cloudjar.api.s3.CompletedPart;
import cloudjar.kernel.blob.Blob;
import cloudjar.kernel.checksum.ChecksumAlgorithm;
import cloudjar.kernel.checksum.RunningChecksum;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/** Decides what object the parts of an upload make, or why they make none. */
final class Completion {
    private final CompleteMultipartUploadRequest in;
    private final Upload upload;
    private final List<CompletedPart> named;

    Completion(CompleteMultipartUploadRequest in, Upload upload, List<CompletedPart> named) {
        this.in = in;
        this.upload = upload;
        this.named = named;
    }

    /**
     * The object.
     *
     * @param parts finds what was uploaded under a number
     */
    StoredObject object(IntFunction<Optional<UploadedPart>> parts, Instant now, long writeId) {
        requireMode();
        List<UploadedPart> chosen = chosen(parts);
        requireSizes(chosen);
        long length = chosen.stream().mapToLong(UploadedPart::length).sum();
        if (in.mpuObjectSize() != null && in.mpuObjectSize() != length) {
            throw UploadErrors.uploadSize(in.mpuObjectSize(), length);
        }
        // AWS computes no checksum of its own over what it has encrypted by a caller's key.
        boolean unseen = upload.keyMd5() != null && upload.algorithm() == null;
        ObjectChecksum checksum = unseen ? null : checksum(chosen);
        if (upload.algorithm() != null && checksum != null) {
            ObjectChecksum.claimed(in).ifPresent(claim -> requireClaimed(claim, checksum));
        }
        List<Blob> content = chosen.stream().map(UploadedPart::blob).toList();
        return new StoredObject(
                content,
                length,
                eTag(chosen),
                checksum,
                now,
                upload.properties(),
                spans(chosen),
                upload.settings(),
                writeId,
                null,
                sealing(chosen));
    }

    private void requireMode() {
        String mode = in.checksumType();
        if (mode != null && !mode.equals(upload.checksumType())) {
            throw UploadErrors.checksumModeOfUpload(upload.checksumType());
        }
    }

    /** A claim about the whole must say that it is one: else it is taken for one about the parts' checksums. */
    private void requireClaimed(ObjectChecksum claim, ObjectChecksum computed) {
        boolean whole = ChecksumType.FULL_OBJECT.equals(in.checksumType());
        boolean meant = whole || ChecksumType.COMPOSITE.equals(computed.type());
        if (!meant
                || claim.algorithm() != computed.algorithm()
                || !claim.value().equals(computed.value())) {
            throw ObjectErrors.badChecksum(computed.algorithm().name().toLowerCase(Locale.ROOT));
        }
    }

    private List<UploadedPart> chosen(IntFunction<Optional<UploadedPart>> parts) {
        String uploadId = upload.at().uploadId();
        List<UploadedPart> chosen = new ArrayList<>();
        int last = 0;
        for (CompletedPart part : named) {
            int number = part.partNumber() == null ? 0 : part.partNumber();
            if (number <= last) {
                throw UploadErrors.invalidPartOrder(uploadId);
            }
            last = number;
            String eTag = part.eTag() == null ? "" : ETag.unquoted(part.eTag());
            UploadedPart uploaded = parts.apply(number)
                    .filter(candidate -> candidate.eTag().equals(eTag))
                    .orElseThrow(() -> UploadErrors.invalidPart(eTag, number, uploadId));
            requireChecksum(part, uploaded, eTag);
            chosen.add(uploaded);
        }
        return chosen;
    }

    /** Checks what the request says of a part's checksum. */
    private void requireChecksum(CompletedPart part, UploadedPart uploaded, String eTag) {
        Optional<ObjectChecksum> claim = ObjectChecksum.claimed(part);
        ChecksumAlgorithm algorithm = upload.algorithm();
        String uploadId = upload.at().uploadId();
        if (claim.isEmpty()) {
            if (algorithm != null && ChecksumType.COMPOSITE.equals(upload.checksumType())) {
                throw UploadErrors.partWithoutChecksum(algorithm, uploaded.number());
            }
            return;
        }
        if (algorithm == null) {
            throw UploadErrors.invalidPart(eTag, uploaded.number(), uploadId);
        }
        if (claim.get().algorithm() != algorithm) {
            throw UploadErrors.badPartChecksum(claim.get().algorithm(), uploaded.number());
        }
        if (!claim.get().value().equals(uploaded.checksum().value())) {
            throw UploadErrors.invalidPart(eTag, uploaded.number(), uploadId);
        }
    }

    private static void requireSizes(List<UploadedPart> chosen) {
        for (UploadedPart part : chosen.subList(0, chosen.size() - 1)) {
            if (part.length() < S3Limits.PART_MIN.current()) {
                throw UploadErrors.partTooSmall(part.eTag(), part.number(), part.length());
            }
        }
    }

    /** The MD5 of the parts' MD5s, and how many they are. */
    private static String eTag(List<UploadedPart> chosen) {
        RunningChecksum md5 = ChecksumAlgorithm.MD5.start();
        for (UploadedPart part : chosen) {
            byte[] digest = HexFormat.of().parseHex(part.eTag());
            md5.update(digest, 0, digest.length);
        }
        return HexFormat.of().formatHex(md5.digest()) + "-" + chosen.size();
    }

    private ObjectChecksum checksum(List<UploadedPart> chosen) {
        ChecksumAlgorithm algorithm = upload.partAlgorithm();
        if (ChecksumType.COMPOSITE.equals(upload.checksumType())) {
            RunningChecksum composite = algorithm.start();
            for (UploadedPart part : chosen) {
                byte[] value = part.checksum().decoded();
                composite.update(value, 0, value.length);
            }
            String value = Base64.getEncoder().encodeToString(composite.digest()) + "-" + chosen.size();
            return new ObjectChecksum(algorithm, value, ChecksumType.COMPOSITE);
        }
        byte[] whole = null;
        for (UploadedPart part : chosen) {
            byte[] value = part.checksum().decoded();
            whole = whole == null ? value : algorithm.joined(whole, value, part.length());
        }
        return ObjectChecksum.whole(algorithm, Objects.requireNonNull(whole));
    }

    private Optional<Sealing> sealing(List<UploadedPart> chosen) {
        return upload.sealing(chosen.stream().map(UploadedPart::nonce).toList());
    }

    private List<PartSpan> spans(List<UploadedPart> chosen) {
        return chosen.stream()
                .map(part -> new PartSpan(part.number(), part.length(), shown(part)))
                .toList();
    }

    /** The checksum of a part, where the object's is made of them. */
    private @Nullable ObjectChecksum shown(UploadedPart part) {
        if (!ChecksumType.COMPOSITE.equals(upload.checksumType())) {
            return null;
        }
        return new ObjectChecksum(part.checksum().algorithm(), part.checksum().value(), ChecksumType.COMPOSITE);
    }
}
