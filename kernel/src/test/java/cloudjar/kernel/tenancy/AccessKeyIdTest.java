package cloudjar.kernel.tenancy;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class AccessKeyIdTest {
    @Test
    void anIdHoldsItsAccount() {
        for (String account : new String[] {"000000000000", "000000000001", "123456789012", "999999999999"}) {
            String id = AccessKeyId.make(AccessKeyId.LASTING, account, "ABCD2345");
            assertThat(id).matches("AKIA[A-Z2-7]{16}");
            assertThat(AccessKeyId.account(id)).contains(account);
            assertThat(AccessKeyId.make(AccessKeyId.TEMPORARY, account, "77777777"))
                    .startsWith("ASIA")
                    .satisfies(other -> assertThat(AccessKeyId.account(other)).contains(account));
        }
    }

    /** The id and its account stand in writings on the form of ids. */
    @Test
    void aPublishedIdIsRead() {
        assertThat(AccessKeyId.account("ASIAQNZGKIQY56JQ7WML")).contains("029608264753");
    }

    @Test
    void otherTextIsNoId() {
        assertThat(AccessKeyId.isIssued("000000000000")).isFalse();
        assertThat(AccessKeyId.isIssued("AKIA")).isFalse();
        assertThat(AccessKeyId.account("AKIA!!!!!!!!!!!!!!!!")).isEmpty();
    }
}
