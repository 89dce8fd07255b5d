package cloudjar.services.dynamodb;

import cloudjar.api.dynamodb.AttributeValue;
import cloudjar.api.dynamodb.ExecuteStatementInput;
import cloudjar.kernel.shape.ApiException;
import cloudjar.kernel.shape.Bytes;
import cloudjar.kernel.store.MalformedValueException;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;

/** The text by which a SELECT goes on where its last page ended; good for the same statement with the same parameters. */
final class PositionToken {
    private static final int CHECK = 16;

    private PositionToken() {}

    static String of(ExecuteStatementInput in, Map<String, AttributeValue> position) {
        byte[] where = ItemWriter.write(position).bytes().toArray();
        byte[] token = Arrays.copyOf(check(in), CHECK + where.length);
        System.arraycopy(where, 0, token, CHECK, where.length);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(token);
    }

    /**
     * The position in a token.
     *
     * @throws ApiException {@code ValidationException} where the statement did not give it
     */
    static Map<String, AttributeValue> read(ExecuteStatementInput in, String token) {
        try {
            byte[] bytes = Base64.getUrlDecoder().decode(token);
            if (bytes.length > CHECK && Arrays.equals(bytes, 0, CHECK, check(in), 0, CHECK)) {
                return ItemReader.read(Bytes.copyOf(bytes, CHECK, bytes.length - CHECK));
            }
            throw bytes.length > CHECK ? PartiQlErrors.token() : PartiQlErrors.noToken();
        } catch (IllegalArgumentException | MalformedValueException e) {
            throw PartiQlErrors.noToken();
        }
    }

    private static byte[] check(ExecuteStatementInput in) {
        ExecuteStatementInput same = ExecuteStatementInput.builder()
                .statement(in.statement())
                .parameters(in.hasParameters() ? in.parameters() : null)
                .build();
        return HexFormat.of().parseHex(Fingerprint.of(List.of(same)).substring(0, 2 * CHECK));
    }
}
