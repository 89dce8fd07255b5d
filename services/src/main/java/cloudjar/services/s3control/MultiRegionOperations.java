package cloudjar.services.s3control;

import cloudjar.api.s3.GetBucketLocationRequest;
import cloudjar.api.s3.S3;
import cloudjar.api.s3control.AsyncOperationName;
import cloudjar.api.s3control.AsyncRequestParameters;
import cloudjar.api.s3control.CreateMultiRegionAccessPointRequest;
import cloudjar.api.s3control.CreateMultiRegionAccessPointResult;
import cloudjar.api.s3control.DeleteMultiRegionAccessPointRequest;
import cloudjar.api.s3control.DeleteMultiRegionAccessPointResult;
import cloudjar.api.s3control.DescribeMultiRegionAccessPointOperationRequest;
import cloudjar.api.s3control.DescribeMultiRegionAccessPointOperationResult;
import cloudjar.api.s3control.EstablishedMultiRegionAccessPointPolicy;
import cloudjar.api.s3control.GetMultiRegionAccessPointPolicyRequest;
import cloudjar.api.s3control.GetMultiRegionAccessPointPolicyResult;
import cloudjar.api.s3control.GetMultiRegionAccessPointPolicyStatusRequest;
import cloudjar.api.s3control.GetMultiRegionAccessPointPolicyStatusResult;
import cloudjar.api.s3control.GetMultiRegionAccessPointRequest;
import cloudjar.api.s3control.GetMultiRegionAccessPointResult;
import cloudjar.api.s3control.GetMultiRegionAccessPointRoutesRequest;
import cloudjar.api.s3control.GetMultiRegionAccessPointRoutesResult;
import cloudjar.api.s3control.ListMultiRegionAccessPointsRequest;
import cloudjar.api.s3control.ListMultiRegionAccessPointsResult;
import cloudjar.api.s3control.MultiRegionAccessPointPolicyDocument;
import cloudjar.api.s3control.MultiRegionPoints;
import cloudjar.api.s3control.PolicyStatus;
import cloudjar.api.s3control.ProposedMultiRegionAccessPointPolicy;
import cloudjar.api.s3control.PublicAccessBlockConfiguration;
import cloudjar.api.s3control.PutMultiRegionAccessPointPolicyRequest;
import cloudjar.api.s3control.PutMultiRegionAccessPointPolicyResult;
import cloudjar.api.s3control.Region;
import cloudjar.api.s3control.SubmitMultiRegionAccessPointRoutesRequest;
import cloudjar.api.s3control.SubmitMultiRegionAccessPointRoutesResult;
import cloudjar.kernel.call.Call;
import cloudjar.kernel.call.Cloud;
import cloudjar.kernel.shape.ApiException;
import cloudjar.kernel.store.Page;
import cloudjar.kernel.store.Range;
import cloudjar.kernel.store.ScopedTable;
import cloudjar.kernel.store.Snapshot;
import cloudjar.kernel.store.Tx;
import cloudjar.services.s3control.MultiRegionPoint.Route;
import java.nio.charset.StandardCharsets;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The operations on access points that lead to buckets of several regions. Those that change one answer a token, by which is told what
 * became of it; here it is done by then.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/MultiRegionAccessPoints.html">Multi-Region Access Points</a>
 */
final class MultiRegionOperations implements MultiRegionPoints {
    private static final String NO_REGION = "";
    private static final String HOME = "us-west-2";
    private static final int ALIAS_LENGTH = 13;

    private final Cloud cloud;

    MultiRegionOperations(Cloud cloud) {
        this.cloud = cloud;
    }

    private static ScopedTable<String, MultiRegionPoint> table(Call call) {
        return S3ControlTables.MULTI_REGION_POINTS.in(call.account(), NO_REGION);
    }

    private static ScopedTable<String, PointRequest> requests(Call call) {
        return S3ControlTables.POINT_REQUESTS.in(call.account(), NO_REGION);
    }

    private static MultiRegionPoint get(Snapshot snapshot, Call call, String name) {
        return table(call).get(snapshot, name).orElseThrow(S3ControlErrors::noMultiRegionPoint);
    }

    /** The one that an ARN or an alias names. */
    private static MultiRegionPoint named(Snapshot snapshot, Call call, String named) {
        String alias = named.substring(named.lastIndexOf('/') + 1);
        for (MultiRegionPoint point : table(call).values(snapshot, Range.all())) {
            if (point.alias().equals(alias)) {
                return point;
            }
        }
        throw S3ControlErrors.noMultiRegionPoint();
    }

    /** What became of a request. */
    private record Outcome(
            List<String> regions,
            @Nullable String code,
            @Nullable String message) {
        static Outcome done(MultiRegionPoint point) {
            return new Outcome(point.routes().stream().map(Route::region).toList(), null, null);
        }

        static Outcome failed(String code, String message) {
            return new Outcome(List.of(), code, message);
        }

        static Outcome noPoint() {
            return failed("NoSuchMultiRegionAccessPoint", "The specified Multi-Region Access Point does not exist.");
        }
    }

    /** Does what a request asks for, once for each token of the client's; returns the token by which is asked about it. */
    private static String request(
            Call call,
            String clientToken,
            String operation,
            AsyncRequestParameters parameters,
            Function<Tx, Outcome> work) {
        String id = UUID.nameUUIDFromBytes((operation + " " + clientToken).getBytes(StandardCharsets.UTF_8))
                .toString();
        String token = "arn:" + call.partition().id() + ":s3:" + HOME + ":" + call.account() + ":async-request/mrap/"
                + operation.substring(0, operation.indexOf("MultiRegion")).toLowerCase(Locale.ROOT) + "/"
                + id;
        call.write(tx -> {
            if (requests(call).contains(tx, id)) {
                return false;
            }
            Outcome outcome = work.apply(tx);
            forget(tx, call);
            requests(call)
                    .put(
                            tx,
                            id,
                            new PointRequest(
                                    token,
                                    operation,
                                    parameters,
                                    outcome.regions(),
                                    outcome.code(),
                                    outcome.message(),
                                    call.requestId(),
                                    call.time().truncatedTo(ChronoUnit.MILLIS)));
            return true;
        });
        return token;
    }

    /** Makes room for one more request. */
    private static void forget(Tx tx, Call call) {
        if (requests(call).count(tx, Range.all()) >= S3ControlLimits.POINT_REQUESTS.current()) {
            requests(call).deleteRange(tx, Range.all());
        }
    }

    @Override
    public CreateMultiRegionAccessPointResult createMultiRegionAccessPoint(
            CreateMultiRegionAccessPointRequest in, Call call) {
        Call own = OwnAccount.in(call, in.accountId());
        List<Route> routes = new ArrayList<>();
        Optional<Outcome> refused = routes(in.details().regions(), own, routes);
        String alias = alias(own);
        PublicAccessBlockConfiguration block = in.details().publicAccessBlock();
        MultiRegionPoint made = new MultiRegionPoint(
                in.details().name(),
                alias,
                own.time().truncatedTo(ChronoUnit.MILLIS),
                block == null ? AccessPoints.block(true) : AccessPoints.filled(block),
                routes,
                null);
        AsyncRequestParameters parameters = AsyncRequestParameters.builder()
                .createMultiRegionAccessPointRequest(in.details())
                .build();
        String token =
                request(own, in.clientToken(), AsyncOperationName.CREATE_MULTI_REGION_ACCESS_POINT, parameters, tx -> {
                    if (refused.isPresent()) {
                        return refused.get();
                    }
                    if (table(own).contains(tx, made.name())) {
                        return Outcome.failed(
                                "MultiRegionAccessPointAlreadyOwnedByYou",
                                "You already have a Multi-Region Access Point with the same name.");
                    }
                    if (table(own).count(tx, Range.all()) >= S3ControlLimits.MULTI_REGION_POINTS.current()) {
                        throw S3ControlErrors.tooManyMultiRegionPoints();
                    }
                    table(own).put(tx, made.name(), made);
                    return Outcome.done(made);
                });
        return CreateMultiRegionAccessPointResult.builder()
                .requestTokenARN(token)
                .build();
    }

    /** What tells an access point apart: digits and small letters, a letter first. */
    private static String alias(Call call) {
        StringBuilder alias = new StringBuilder("m");
        while (alias.length() < ALIAS_LENGTH) {
            alias.append(Long.toString(call.world().ids().number() & Long.MAX_VALUE, 36));
        }
        return alias.substring(0, ALIAS_LENGTH) + ".mrap";
    }

    /** Looks up where the buckets lie; what refuses the request, if anything does. */
    private Optional<Outcome> routes(List<Region> asked, Call call, List<Route> into) {
        if (asked.isEmpty() || asked.size() > S3ControlLimits.MULTI_REGION_BUCKETS.current()) {
            throw S3ControlErrors.malformedXml();
        }
        for (Region region : asked) {
            String account = Objects.requireNonNullElse(region.bucketAccountId(), call.account());
            String where;
            try {
                where = cloud.client(S3.API)
                        .getBucketLocation(
                                GetBucketLocationRequest.builder()
                                        .bucket(region.bucket())
                                        .expectedBucketOwner(account)
                                        .build(),
                                call)
                        .locationConstraint();
            } catch (ApiException refused) {
                return Optional.of(
                        refused.code().equals("NoSuchBucket")
                                ? Outcome.failed("NoSuchBucket", "The specified bucket does not exist.")
                                : Outcome.failed("AccessDenied", "Access denied."));
            }
            String named = where == null || where.isEmpty() ? "us-east-1" : where.equals("EU") ? "eu-west-1" : where;
            if (into.stream().anyMatch(route -> route.region().equals(named))) {
                return Optional.of(Outcome.failed(
                        "MultiRegionAccessPointSameBucketRegion",
                        "The buckets used to create a Multi-Region Access Point cannot be in the same Region."));
            }
            into.add(Route.active(region.bucket(), named, account));
        }
        return Optional.empty();
    }

    @Override
    public DeleteMultiRegionAccessPointResult deleteMultiRegionAccessPoint(
            DeleteMultiRegionAccessPointRequest in, Call call) {
        Call own = OwnAccount.in(call, in.accountId());
        AsyncRequestParameters parameters = AsyncRequestParameters.builder()
                .deleteMultiRegionAccessPointRequest(in.details())
                .build();
        String token = request(
                own, in.clientToken(), AsyncOperationName.DELETE_MULTI_REGION_ACCESS_POINT, parameters, tx -> table(own)
                        .get(tx, in.details().name())
                        .map(point -> {
                            table(own).delete(tx, point.name());
                            return Outcome.done(point);
                        })
                        .orElseGet(Outcome::noPoint));
        return DeleteMultiRegionAccessPointResult.builder()
                .requestTokenARN(token)
                .build();
    }

    @Override
    public PutMultiRegionAccessPointPolicyResult putMultiRegionAccessPointPolicy(
            PutMultiRegionAccessPointPolicyRequest in, Call call) {
        Call own = OwnAccount.in(call, in.accountId());
        String policy = in.details().policy();
        AsyncRequestParameters parameters = AsyncRequestParameters.builder()
                .putMultiRegionAccessPointPolicyRequest(in.details())
                .build();
        String token = request(
                own, in.clientToken(), AsyncOperationName.PUT_MULTI_REGION_ACCESS_POINT_POLICY, parameters, tx -> {
                    if (!PointPolicy.isPolicy(policy)) {
                        return Outcome.failed("MalformedPolicy", "The specified policy syntax is not valid.");
                    }
                    Optional<MultiRegionPoint> point =
                            table(own).get(tx, in.details().name());
                    if (point.isEmpty()) {
                        return Outcome.noPoint();
                    }
                    MultiRegionPoint changed = point.get().withPolicy(policy);
                    if (changed.isPublic()
                            && Boolean.TRUE.equals(changed.publicAccess().blockPublicPolicy())) {
                        return Outcome.failed("AccessDenied", "Access denied.");
                    }
                    table(own).put(tx, changed.name(), changed);
                    return Outcome.done(changed);
                });
        return PutMultiRegionAccessPointPolicyResult.builder()
                .requestTokenARN(token)
                .build();
    }

    @Override
    public DescribeMultiRegionAccessPointOperationResult describeMultiRegionAccessPointOperation(
            DescribeMultiRegionAccessPointOperationRequest in, Call call) {
        Call own = OwnAccount.in(call, in.accountId());
        String token = in.requestTokenARN();
        PointRequest request = own.read(
                        snapshot -> requests(own).get(snapshot, token.substring(token.lastIndexOf('/') + 1)))
                .filter(found -> found.token().equals(token))
                .orElseThrow(S3ControlErrors::noAsyncRequest);
        return DescribeMultiRegionAccessPointOperationResult.builder()
                .asyncOperation(request.described())
                .build();
    }

    @Override
    public GetMultiRegionAccessPointResult getMultiRegionAccessPoint(GetMultiRegionAccessPointRequest in, Call call) {
        Call own = OwnAccount.in(call, in.accountId());
        return GetMultiRegionAccessPointResult.builder()
                .accessPoint(own.read(snapshot -> get(snapshot, own, in.name())).described())
                .build();
    }

    @Override
    public ListMultiRegionAccessPointsResult listMultiRegionAccessPoints(
            ListMultiRegionAccessPointsRequest in, Call call) {
        Call own = OwnAccount.in(call, in.accountId());
        Page<MultiRegionPoint> page = Pages.of(
                own, table(own), in.maxResults(), in.nextToken(), "ListMultiRegionAccessPoints", point -> true);
        return ListMultiRegionAccessPointsResult.builder()
                .accessPoints(
                        page.items().stream().map(MultiRegionPoint::described).toList())
                .nextToken(page.next().orElse(null))
                .build();
    }

    @Override
    public GetMultiRegionAccessPointPolicyResult getMultiRegionAccessPointPolicy(
            GetMultiRegionAccessPointPolicyRequest in, Call call) {
        Call own = OwnAccount.in(call, in.accountId());
        String policy = own.read(snapshot -> get(snapshot, own, in.name())).policy();
        MultiRegionAccessPointPolicyDocument.Builder document = MultiRegionAccessPointPolicyDocument.builder();
        if (policy != null) {
            document.established(EstablishedMultiRegionAccessPointPolicy.builder()
                            .policy(policy)
                            .build())
                    .proposed(ProposedMultiRegionAccessPointPolicy.builder()
                            .policy(policy)
                            .build());
        }
        return GetMultiRegionAccessPointPolicyResult.builder()
                .policy(document.build())
                .build();
    }

    @Override
    public GetMultiRegionAccessPointPolicyStatusResult getMultiRegionAccessPointPolicyStatus(
            GetMultiRegionAccessPointPolicyStatusRequest in, Call call) {
        Call own = OwnAccount.in(call, in.accountId());
        boolean open = own.read(snapshot -> get(snapshot, own, in.name())).isPublic();
        return GetMultiRegionAccessPointPolicyStatusResult.builder()
                .established(PolicyStatus.builder().isPublic(open).build())
                .build();
    }

    @Override
    public GetMultiRegionAccessPointRoutesResult getMultiRegionAccessPointRoutes(
            GetMultiRegionAccessPointRoutesRequest in, Call call) {
        Call own = OwnAccount.in(call, in.accountId());
        MultiRegionPoint point = own.read(snapshot -> named(snapshot, own, in.mrap()));
        return GetMultiRegionAccessPointRoutesResult.builder()
                .mrap(MultiRegionPoint.arn(own, point.alias()))
                .routes(point.routes().stream().map(Route::described).toList())
                .build();
    }

    @Override
    public SubmitMultiRegionAccessPointRoutesResult submitMultiRegionAccessPointRoutes(
            SubmitMultiRegionAccessPointRoutesRequest in, Call call) {
        Call own = OwnAccount.in(call, in.accountId());
        own.write(tx -> {
            MultiRegionPoint changed = named(tx, own, in.mrap()).routed(in.routeUpdates());
            table(own).put(tx, changed.name(), changed);
            return true;
        });
        return SubmitMultiRegionAccessPointRoutesResult.of();
    }
}
