package cloudjar.services.sns;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cloudjar.kernel.limit.LimitProfile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FilterPolicyTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {"k":["a","b"]}                                       | {"k":"a"}               | {"k":"c"}
            {"k":[{"prefix":"au"}]}                               | {"k":"auto"}            | {"k":"moto"}
            {"k":[{"suffix":"to"}]}                               | {"k":"auto"}            | {"k":"tour"}
            {"k":[{"equals-ignore-case":"Auto"}]}                 | {"k":"aUTO"}            | {"k":"auto!"}
            {"k":[{"wildcard":"a*o"}]}                            | {"k":"alto"}            | {"k":"alt"}
            {"k":[{"anything-but":["a","b"]}]}                    | {"k":"c"}               | {"k":"b"}
            {"k":[{"anything-but":{"prefix":"x-"}}]}              | {"k":"y"}               | {"k":"x-y"}
            {"k":[{"anything-but":[1,2]}]}                        | {"k":3}                 | {"k":1.0}
            {"k":[{"numeric":["=",1.5]}]}                         | {"k":1.50}              | {"k":1.51}
            {"k":[{"numeric":[">",0,"<=",10]}]}                   | {"k":10}                | {"k":0}
            {"k":[{"cidr":"10.0.0.0/24"}]}                        | {"k":"10.0.0.7"}        | {"k":"10.0.1.7"}
            {"k":[{"exists":true}]}                               | {"k":"x"}               | {"l":"x"}
            {"k":[{"exists":false}]}                              | {"l":"x"}               | {"k":"x"}
            {"k":[true,null]}                                     | {"k":null}              | {"k":false}
            {"k":["a"]}                                           | {"k":["b","a"]}         | {"k":["b"]}
            {"$or":[{"a":[1]},{"b":[2]}]}                         | {"b":2}                 | {"a":2,"b":1}
            {"a":["x"],"b":["y"]}                                 | {"a":"x","b":"y"}       | {"a":"x"}
            """)
    void itWantsWhatFits(String policy, String wanted, String unwanted) {
        FilterPolicy.check(policy, false, AttributeRefusal.ALONE, LimitProfile.CURRENT);
        FilterPolicy compiled = FilterPolicy.compile(policy);
        assertThat(compiled.wants(wanted)).isTrue();
        assertThat(compiled.wants(unwanted)).isFalse();
    }

    @Test
    void whatIsNoObjectIsNotWanted() {
        FilterPolicy policy = FilterPolicy.compile("{\"k\":[{\"exists\":false}]}");
        assertThat(policy.wants("{}")).isTrue();
        assertThat(policy.wants("\"text\"")).isFalse();
        assertThat(policy.wants("text")).isFalse();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {"k":[{"anything-but":{"suffix":"x"}}]} | Unsupported anything-but pattern: suffix
            {"k":"v"}                               | "k" must be an object or an array
            {"k":[]}                                | Empty arrays are not allowed
            {"k":[{"numeric":["<",100,">",10]}]}    | Too many elements in numeric expression
            {"a":[1],"b":[1],"c":[1],"d":[1],"e":[1],"f":[1]} | Filter policy can not have more than 5 keys
            {k}                                     | failed to parse JSON. Unexpected character ('k' (code 107))
            """)
    void whatIsNoPolicyIsRefusedInAwssWords(String policy, String words) {
        assertThatThrownBy(() -> FilterPolicy.check(policy, true, AttributeRefusal.ALONE, LimitProfile.CURRENT))
                .hasMessageStartingWith("Invalid parameter: FilterPolicy: " + words);
    }
}
