package cloudjar.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cloudjar.kernel.shape.Catalog;
import cloudjar.kernel.shape.ProtocolKind;
import cloudjar.kernel.shape.ServiceSchema;
import org.junit.jupiter.api.Test;

class CatalogTest {
    private final Catalog catalog = Catalog.open();

    @Test
    void knowsEveryServiceAndHowManyOperationsItHas() {
        assertThat(catalog.services()).hasSizeGreaterThan(370);
        assertThat(catalog.services()).allSatisfy(entry -> {
            assertThat(entry.operationCount()).isPositive();
            assertThat(entry.facts().protocols()).isNotEmpty();
            assertThat(entry.facts().signingName()).isNotEmpty();
        });
        Catalog.Entry ec2 = catalog.service("ec2");
        assertThat(ec2).isNotNull();
        assertThat(ec2.operationCount()).isGreaterThan(600);
        assertThat(ec2.facts().protocols()).containsExactly(ProtocolKind.EC2_QUERY);
    }

    @Test
    void opensAnyServiceWithoutATypedApi() {
        ServiceSchema ec2 = catalog.schema("ec2");

        assertThat(ec2.operation("RunInstances").input().member("ImageId").ec2Name())
                .isEqualTo("ImageId");
        assertThat(catalog.schema("ec2")).isSameAs(ec2);
        for (Catalog.Entry entry : catalog.services()) {
            assertThat(catalog.schema(entry.facts().id()).operations()).hasSize(entry.operationCount());
        }
    }

    @Test
    void refusesAServiceThatAwsDoesNotHave() {
        assertThat(catalog.service("teapot")).isNull();
        assertThatThrownBy(() -> catalog.schema("teapot")).isInstanceOf(IllegalArgumentException.class);
    }
}
