package cloudjar.services.dynamodb;

import cloudjar.kernel.call.access.AccessRules;
import cloudjar.kernel.call.access.Asked;
import cloudjar.kernel.call.access.Rule;

/**
 * What operations of DynamoDB Streams need permission for: actions of DynamoDB on streams.
 *
 * @see <a href=
 *     "https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazondynamodb.html">Actions of Amazon
 *     DynamoDB</a>
 */
final class DynamoDbStreamsIam {
    static final AccessRules RULES = AccessRules.of("dynamodb")
            .usually(asked -> asked.textOrEmpty("StreamArn"))
            .on("GetRecords", Rule.need("dynamodb:GetRecords", DynamoDbStreamsIam::ofIterator))
            .on("ListStreams", Rule.need("dynamodb:ListStreams", DynamoDbStreamsIam::ofTable))
            .build();

    private DynamoDbStreamsIam() {}

    /** An iterator begins with its stream. */
    private static String ofIterator(Asked asked) {
        String iterator = asked.textOrEmpty("ShardIterator");
        int end = iterator.indexOf('|');
        return end < 0 ? "*" : iterator.substring(0, end);
    }

    private static String ofTable(Asked asked) {
        String table = asked.text("TableName");
        return table == null ? "*" : DynamoDbIam.table(asked, table) + "/stream/*";
    }
}
