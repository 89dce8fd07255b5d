package cloudjar.services.s3;

import cloudjar.api.s3.AccessControlPolicy;
import cloudjar.api.s3.Grant;
import cloudjar.api.s3.Grantee;
import cloudjar.api.s3.ObjectCannedACL;
import cloudjar.api.s3.Owner;
import cloudjar.api.s3.Permission;
import cloudjar.api.s3.Type;
import cloudjar.kernel.shape.Structure;
import cloudjar.services.s3.Acl.Kind;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The access control list that a request asks for: by the name of a canned one, by grants in headers, or in a document.
 *
 * @param canned the name; null where there are grants
 */
record AclRequest(@Nullable String canned, List<Grant> grants, Kind kind) {
    private static final Pattern CANONICAL_ID = Pattern.compile("[0-9a-f]{64}");
    private static final Pattern GRANTEE = Pattern.compile("\\s*(\\w+)\\s*=\\s*\"?([^\"]*)\"?\\s*");
    private static final Set<String> GROUPS = Set.of(Acl.ALL_USERS, Acl.AUTHENTICATED_USERS, Acl.LOG_DELIVERY);
    private static final Set<String> PERMISSIONS = Set.of(
            Permission.FULL_CONTROL, Permission.READ, Permission.WRITE, Permission.READ_ACP, Permission.WRITE_ACP);

    /** The headers that grant: their members, their names, and what they grant. */
    private static final List<GrantHeader> HEADERS = List.of(
            new GrantHeader("GrantFullControl", "x-amz-grant-full-control", Permission.FULL_CONTROL),
            new GrantHeader("GrantRead", "x-amz-grant-read", Permission.READ),
            new GrantHeader("GrantReadACP", "x-amz-grant-read-acp", Permission.READ_ACP),
            new GrantHeader("GrantWrite", "x-amz-grant-write", Permission.WRITE),
            new GrantHeader("GrantWriteACP", "x-amz-grant-write-acp", Permission.WRITE_ACP));

    private record GrantHeader(String member, String header, String permission) {}

    /** What the headers of a request say; nothing where they say nothing. */
    static Optional<AclRequest> ofHeaders(Structure request, Kind kind) {
        String canned = Members.text(request, "ACL");
        if (canned != null && Acl.canned(canned, kind, "", "").isEmpty()) {
            throw AclErrors.unknownCanned(canned);
        }
        Map<GrantHeader, String> granting = new LinkedHashMap<>();
        for (GrantHeader header : HEADERS) {
            String value = Members.text(request, header.member());
            if (value != null) {
                granting.put(header, value);
            }
        }
        if (canned != null && !granting.isEmpty()) {
            throw AclErrors.cannedAndGrants();
        }
        if (canned == null && granting.isEmpty()) {
            return Optional.empty();
        }
        List<Grant> grants = new ArrayList<>();
        granting.forEach((header, value) -> {
            for (String grantee : value.split(",", -1)) {
                grants.add(ofHeader(header, grantee));
            }
        });
        return Optional.of(new AclRequest(canned, grants, kind));
    }

    private static Grant ofHeader(GrantHeader header, String grantee) {
        Matcher matcher = GRANTEE.matcher(grantee);
        if (!matcher.matches()) {
            throw AclErrors.unknownGrantee(header.header(), grantee);
        }
        String value = matcher.group(2);
        return switch (matcher.group(1)) {
            case "id" -> Acl.of(requireId(value, "id"), header.permission());
            case "uri" -> Acl.group(requireGroup(value, "uri"), header.permission());
            case "emailAddress" -> throw AclErrors.unknownEmail();
            default -> throw AclErrors.unknownGrantee(header.header(), grantee);
        };
    }

    /** What a request to change a list asks for, by its headers or its document. */
    static AclRequest of(Structure request, @Nullable AccessControlPolicy document, Kind kind) {
        Optional<AclRequest> headers = ofHeaders(request, kind);
        if (document == null) {
            return headers.orElseThrow(AclErrors::noAcl);
        }
        if (headers.isPresent()) {
            throw AclErrors.headersAndDocument();
        }
        Owner owner = document.owner();
        if (owner == null || owner.id() == null) {
            throw AclErrors.malformed();
        }
        List<Grant> grants = new ArrayList<>();
        for (Grant grant : document.grants()) {
            requireForm(grant);
        }
        requireId(owner.id(), "CanonicalUser/ID");
        for (Grant grant : document.grants()) {
            grants.add(ofDocument(grant));
        }
        return new AclRequest(null, grants, kind);
    }

    private static void requireForm(Grant grant) {
        Grantee grantee = grant.grantee();
        if (grantee == null
                || grant.permission() == null
                || !PERMISSIONS.contains(grant.permission())
                || !Set.of(Type.CANONICAL_USER, Type.GROUP, Type.AMAZON_CUSTOMER_BY_EMAIL)
                        .contains(grantee.type())) {
            throw AclErrors.malformed();
        }
    }

    private static Grant ofDocument(Grant grant) {
        Grantee grantee = grant.grantee();
        String permission = grant.permission();
        if (grantee == null || permission == null) {
            throw AclErrors.malformed();
        }
        return switch (grantee.type()) {
            case Type.CANONICAL_USER -> Acl.of(requireId(grantee.id(), "CanonicalUser/ID"), permission);
            case Type.GROUP -> Acl.group(requireGroup(grantee.uri(), "Group/URI"), permission);
            default -> throw AclErrors.unknownEmail();
        };
    }

    private static String requireId(@Nullable String id, String argument) {
        if (id == null || !CANONICAL_ID.matcher(id).matches()) {
            throw AclErrors.invalidId(argument, id);
        }
        return id;
    }

    private static String requireGroup(@Nullable String uri, String argument) {
        if (uri == null || !GROUPS.contains(uri)) {
            throw AclErrors.unknownGroup(argument, uri);
        }
        return uri;
    }

    /** Whether it asks for a list that lets in everybody, or everybody who has an account. */
    boolean isPublic() {
        return acl("", "").isPublic();
    }

    /** Whether it asks for what is so anyway where ownership is the bucket owner's. */
    boolean meansBucketOwner() {
        return ObjectCannedACL.BUCKET_OWNER_FULL_CONTROL.equals(canned);
    }

    /** The list. */
    Acl acl(String owner, String bucketOwner) {
        return canned == null
                ? new Acl(owner, grants)
                : Acl.canned(canned, kind, owner, bucketOwner).orElseThrow(() -> AclErrors.unknownCanned(canned));
    }
}
