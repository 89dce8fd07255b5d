package cloudjar.services.s3;

import cloudjar.api.s3.Checksum;
import cloudjar.api.s3.GetObjectAttributesOutput;
import cloudjar.api.s3.GetObjectAttributesParts;
import cloudjar.api.s3.GetObjectAttributesRequest;
import cloudjar.api.s3.ObjectAttributes;
import cloudjar.api.s3.ObjectPart;
import cloudjar.kernel.call.Call;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Answers what a caller asks about an object without its content. */
final class ObjectAttributesReader {
    private ObjectAttributesReader() {}

    static GetObjectAttributesOutput read(GetObjectAttributesRequest in, Call call) {
        Optional<CustomerKey> key = CustomerKey.ofReader(in);
        FoundObject found = FoundObject.of(call, in, "GET");
        Sealing.requireKey(found.object().sealing(), key);
        StoredObject object = found.object();
        Set<String> asked = new HashSet<>(in.objectAttributes());
        return GetObjectAttributesOutput.builder()
                .lastModified(object.lastModified())
                .versionId(found.versionId())
                .eTag(asked.contains(ObjectAttributes.E_TAG) ? object.eTag() : null)
                .checksum(asked.contains(ObjectAttributes.CHECKSUM) ? checksum(object) : null)
                .objectParts(asked.contains(ObjectAttributes.OBJECT_PARTS) ? parts(object, in) : null)
                .storageClass(
                        asked.contains(ObjectAttributes.STORAGE_CLASS)
                                ? object.properties().storageClass()
                                : null)
                .objectSize(asked.contains(ObjectAttributes.OBJECT_SIZE) ? object.length() : null)
                .build();
    }

    private static @Nullable Checksum checksum(StoredObject object) {
        ObjectChecksum checksum = object.checksum();
        if (checksum == null) {
            return null;
        }
        Checksum.Builder out = Checksum.builder().checksumType(checksum.type());
        // Here the number of parts is not said.
        int hyphen = checksum.value().indexOf('-');
        ObjectChecksum bare = hyphen < 0
                ? checksum
                : new ObjectChecksum(checksum.algorithm(), checksum.value().substring(0, hyphen), checksum.type());
        return bare.in(out.build());
    }

    /** The parts; told one by one only where they have checksums of their own. */
    private static @Nullable GetObjectAttributesParts parts(StoredObject object, GetObjectAttributesRequest in) {
        if (object.parts().isEmpty()) {
            return null;
        }
        GetObjectAttributesParts.Builder out =
                GetObjectAttributesParts.builder().totalPartsCount(object.partCount());
        if (object.parts().getFirst().checksum() == null) {
            return out.build();
        }
        int limit = ObjectListOperations.limit("x-amz-max-parts", in.maxParts());
        int marker = in.partNumberMarker() == null ? 0 : in.partNumberMarker();
        List<PartSpan> behind =
                object.parts().stream().filter(part -> part.number() > marker).toList();
        List<PartSpan> listed = behind.subList(0, Math.min(limit, behind.size()));
        return out.partNumberMarker(marker)
                .nextPartNumberMarker(listed.isEmpty() ? 0 : listed.getLast().number())
                .maxParts(limit)
                .isTruncated(behind.size() > limit)
                .parts(listed.stream().map(ObjectAttributesReader::described).toList())
                .build();
    }

    private static ObjectPart described(PartSpan part) {
        ObjectPart.Builder out = ObjectPart.builder().partNumber(part.number()).size(part.length());
        ObjectChecksum checksum = part.checksum();
        return checksum == null ? out.build() : checksum.in(out.build());
    }
}
