package cloudjar.services.@id@;

import static org.assertj.core.api.Assertions.assertThat;

import cloudjar.api.@id@.@Type@;
import cloudjar.kernel.call.ServiceBinding;
import org.junit.jupiter.api.Test;

class @Type@ServiceTest {
    @Test
    void itServesTheOperationsOfItsModel() {
        ServiceBinding<@Type@> binding = new ServiceBinding<>(@Type@.API, new @Type@Service());
        assertThat(binding.api().schema().operations()).isNotEmpty();
    }
}
