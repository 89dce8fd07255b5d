package cloudjar.engines.function;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ContainerPlanTest {
    @ParameterizedTest
    @CsvSource({
        "nodejs22.x, public.ecr.aws/lambda/nodejs:22",
        "python3.12, public.ecr.aws/lambda/python:3.12",
        "java8.al2, public.ecr.aws/lambda/java:8.al2",
        "java21, public.ecr.aws/lambda/java:21",
        "ruby3.4, public.ecr.aws/lambda/ruby:3.4",
        "dotnet8, public.ecr.aws/lambda/dotnet:8",
        "provided.al2023, public.ecr.aws/lambda/provided:al2023",
    })
    void runtimesAreAwsImages(String runtime, String image) {
        assertThat(ContainerPlan.image(runtime)).isEqualTo(image);
    }

    @Test
    void referencesHaveATagOrADigest() {
        assertThat(Images.split("localhost:5000/a/b")).containsExactly("localhost:5000/a/b", "latest");
        assertThat(Images.split("localhost:5000/a/b:2")).containsExactly("localhost:5000/a/b", "2");
        assertThat(Images.split("a@sha256:12")).containsExactly("a", "sha256:12");
    }
}
