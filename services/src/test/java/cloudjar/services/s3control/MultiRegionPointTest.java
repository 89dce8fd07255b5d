package cloudjar.services.s3control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import cloudjar.api.s3control.InvalidRequest;
import cloudjar.api.s3control.MultiRegionAccessPointRoute;
import cloudjar.services.s3control.MultiRegionPoint.Route;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class MultiRegionPointTest {
    private final MultiRegionPoint point = new MultiRegionPoint(
            "name",
            "alias.mrap",
            Instant.EPOCH,
            AccessPoints.block(true),
            List.of(Route.active("a", "us-east-1", "000000000000"), Route.active("b", "eu-west-1", "000000000000")),
            null);

    private static MultiRegionAccessPointRoute update(@Nullable String bucket, @Nullable String region, int dial) {
        return MultiRegionAccessPointRoute.builder()
                .bucket(bucket)
                .region(region)
                .trafficDialPercentage(dial)
                .build();
    }

    @Test
    void oneRouteStaysActive() {
        MultiRegionPoint passive = point.routed(List.of(update(null, "us-east-1", 0)));
        assertThat(passive.routes()).extracting(Route::dial).containsExactly(0, 100);
        assertThatExceptionOfType(InvalidRequest.class).isThrownBy(() -> passive.routed(List.of(update("b", null, 0))));
        MultiRegionPoint changed = passive.routed(List.of(update("b", "eu-west-1", 0), update("a", null, 100)));
        assertThat(changed.routes()).extracting(Route::dial).containsExactly(100, 0);
    }

    @Test
    void aRouteIsOneOfItsOwn() {
        assertThatExceptionOfType(InvalidRequest.class).isThrownBy(() -> point.routed(List.of(update("c", null, 100))));
        assertThatExceptionOfType(InvalidRequest.class)
                .isThrownBy(() -> point.routed(List.of(update("a", "eu-west-1", 100))));
        assertThatExceptionOfType(InvalidRequest.class)
                .isThrownBy(() -> point.routed(List.of(update(null, null, 100))));
        assertThatExceptionOfType(InvalidRequest.class).isThrownBy(() -> point.routed(List.of(update("a", null, 50))));
    }
}
