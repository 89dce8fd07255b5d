package cloudjar.services.dynamodb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cloudjar.api.dynamodb.ItemCollectionSizeLimitExceededException;
import org.junit.jupiter.api.Test;

class ItemCollectionTest {
    private static final long GIGABYTE = 1L << 30;

    @Test
    void aCollectionGrowsToTenGigabytesAndNoFurther() {
        ItemCollection full = ItemCollection.EMPTY.plus(10 * GIGABYTE);
        assertThatThrownBy(() -> full.plus(1))
                .isInstanceOf(ItemCollectionSizeLimitExceededException.class)
                .hasMessage("Collection size exceeded.");
        assertThat(full.plus(-5).plus(5)).isEqualTo(full);
    }

    @Test
    void itsSizeIsEstimatedInWholeGigabytes() {
        assertThat(new ItemCollection(5).estimate()).containsExactly(0.0, 1.0);
        assertThat(new ItemCollection(3 * GIGABYTE + 1).estimate()).containsExactly(3.0, 4.0);
    }
}
