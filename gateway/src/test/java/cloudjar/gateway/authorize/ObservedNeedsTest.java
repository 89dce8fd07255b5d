package cloudjar.gateway.authorize;

import static org.assertj.core.api.Assertions.assertThat;

import cloudjar.kernel.call.access.Action;
import cloudjar.kernel.call.access.Need;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ObservedNeedsTest {
    private static final Action GET = Action.of("s3:GetObject");

    private static List<String> patterns(List<String> resources) {
        ObservedNeeds needs = new ObservedNeeds();
        resources.forEach(resource -> needs.note(Need.of(GET, resource)));
        return needs.byAction().getOrDefault("s3:GetObject", List.of());
    }

    private static List<String> objects(String bucket, int count) {
        List<String> resources = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            resources.add("arn:aws:s3:::" + bucket + "/key-" + i);
        }
        return resources;
    }

    @Test
    void fewResourcesAreToldOneByOne() {
        assertThat(patterns(List.of("arn:aws:s3:::b/two", "arn:aws:s3:::b/one", "arn:aws:s3:::b/two")))
                .containsExactly("arn:aws:s3:::b/one", "arn:aws:s3:::b/two");
    }

    @Test
    void manyThatBeginAlikeBecomeOneWhateverTheirOrder() {
        List<String> resources = objects("photos", ObservedNeeds.RESOURCES_MAX + 1);
        resources.addAll(objects("songs", 2));
        List<String> expected =
                List.of("arn:aws:s3:::photos/*", "arn:aws:s3:::songs/key-0", "arn:aws:s3:::songs/key-1");
        for (int seed = 0; seed < 10; seed++) {
            Collections.shuffle(resources, new Random(seed));
            assertThat(patterns(resources)).isEqualTo(expected);
        }
    }

    @Test
    void memoryIsBounded() {
        List<String> resources = new ArrayList<>();
        for (int i = 0; i <= ObservedNeeds.BEGINNINGS_MAX; i++) {
            resources.add("arn:aws:s3:::bucket-" + i + "/key");
        }
        assertThat(patterns(resources)).containsExactly("*");
        ObservedNeeds needs = new ObservedNeeds();
        for (int i = 0; i < 5_000; i++) {
            needs.note(Need.of(Action.of("s3:Action" + i), "*"));
        }
        assertThat(needs.byAction()).hasSizeLessThanOrEqualTo(1_000);
    }
}
