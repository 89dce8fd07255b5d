package cloudjar.services.dynamodb;

import cloudjar.kernel.call.access.AccessRules;
import cloudjar.kernel.call.access.Action;
import cloudjar.kernel.call.access.Asked;
import cloudjar.kernel.call.access.Locator;
import cloudjar.kernel.call.access.Need;
import cloudjar.kernel.call.access.Rule;
import cloudjar.kernel.shape.Structure;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * What operations of DynamoDB need permission for. A transaction needs what its parts would need by themselves.
 *
 * @see <a href=
 *     "https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazondynamodb.html">Actions of Amazon
 *     DynamoDB</a>
 * @see <a href="https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/transaction-apis-iam.html">Transactions and
 *     IAM</a>
 * @see <a href="https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/ql-iam.html">PartiQL and IAM</a>
 */
final class DynamoDbIam {
    private static final Locator TABLE = asked -> table(asked, asked.textOrEmpty("TableName"));
    private static final Locator RESOURCE = asked -> asked.textOrEmpty("ResourceArn");
    private static final Locator ALL_TABLES = asked -> asked.arn("dynamodb", "table/*");
    private static final Action GET = Action.of("dynamodb:GetItem");
    private static final Action BATCH_GET = Action.of("dynamodb:BatchGetItem");
    private static final Action BATCH_WRITE = Action.of("dynamodb:BatchWriteItem");

    /** The members of an item of a transaction that writes, and the action that each needs. */
    private static final Map<String, Action> WRITES = Map.of(
            "Put", Action.of("dynamodb:PutItem"),
            "Update", Action.of("dynamodb:UpdateItem"),
            "Delete", Action.of("dynamodb:DeleteItem"),
            "ConditionCheck", Action.of("dynamodb:ConditionCheckItem"));

    static final AccessRules RULES = AccessRules.of("dynamodb")
            .usually(DynamoDbIam::usual)
            // The nodes of DAX know the keys of tables; Application Auto Scaling moves what they provision.
            .amongServices("DescribeTable", "UpdateTable")
            .on(DynamoDbIam::tableOrIndex, "Query", "Scan")
            .on("BatchGetItem", (asked, into) -> eachTable(asked, BATCH_GET, into))
            .on("BatchWriteItem", (asked, into) -> eachTable(asked, BATCH_WRITE, into))
            .on("TransactGetItems", DynamoDbIam::gets)
            .on("TransactWriteItems", DynamoDbIam::writes)
            .on("ExecuteStatement", (asked, into) -> StatementNeed.of(asked, asked.textOrEmpty("Statement"), into))
            .on("BatchExecuteStatement", (asked, into) -> statements(asked, "Statements", into))
            .on("ExecuteTransaction", (asked, into) -> statements(asked, "TransactStatements", into))
            .on(
                    "CreateTable",
                    Rule.need("dynamodb:CreateTable", TABLE)
                            .and(Rule.need("dynamodb:TagResource", TABLE).when(asked -> asked.has("Tags")))
                            .and(Rule.need("dynamodb:PutResourcePolicy", TABLE)
                                    .when(asked -> asked.has("ResourcePolicy"))))
            .on(ALL_TABLES, "ListTables")
            .on(
                    Locator.NONE,
                    "DescribeEndpoints",
                    "DescribeLimits",
                    "ListBackups",
                    "ListContributorInsights",
                    "ListExports",
                    "ListGlobalTables",
                    "ListImports")
            .on(RESOURCE, "TagResource", "UntagResource", "ListTagsOfResource")
            .on(RESOURCE, "GetResourcePolicy", "PutResourcePolicy", "DeleteResourcePolicy")
            .on(asked -> asked.textOrEmpty("BackupArn"), "DeleteBackup", "DescribeBackup")
            .on(
                    "RestoreTableFromBackup",
                    Rule.need("dynamodb:RestoreTableFromBackup", asked -> asked.textOrEmpty("BackupArn"))
                            .and(Rule.need(
                                    "dynamodb:RestoreTableFromBackup",
                                    asked -> table(asked, asked.textOrEmpty("TargetTableName")))))
            .on(
                    "RestoreTableToPointInTime",
                    Rule.need("dynamodb:RestoreTableToPointInTime", DynamoDbIam::restored)
                            .and(Rule.need(
                                    "dynamodb:RestoreTableToPointInTime",
                                    asked -> table(asked, asked.textOrEmpty("TargetTableName")))))
            .on(
                    "ExportTableToPointInTime",
                    Rule.need("dynamodb:ExportTableToPointInTime", asked -> asked.textOrEmpty("TableArn"))
                            .and(Rule.need("s3:PutObject", DynamoDbIam::exported)))
            .on(asked -> asked.textOrEmpty("ExportArn"), "DescribeExport")
            .on(asked -> asked.textOrEmpty("ImportArn"), "DescribeImport")
            .on(
                    "ImportTable",
                    Rule.need("dynamodb:ImportTable", DynamoDbIam::imported)
                            .and(Rule.need("s3:ListBucket", asked -> source(asked, "")))
                            .and(Rule.need("s3:GetObject", asked -> source(asked, "/*"))))
            .on(
                    asked -> asked.arn(
                            "dynamodb",
                            "",
                            asked.call().account(),
                            "global-table/" + asked.textOrEmpty("GlobalTableName")),
                    "CreateGlobalTable",
                    "DescribeGlobalTable",
                    "DescribeGlobalTableSettings",
                    "UpdateGlobalTable",
                    "UpdateGlobalTableSettings")
            .keys(DynamoDbKeys::values)
            .carriedOutAt(
                    input -> input.get("TableName") instanceof String name && name.startsWith("arn:") ? name : null)
            .build();

    private DynamoDbIam() {}

    private static String usual(Asked asked) {
        return asked.has("TableName") ? TABLE.locate(asked) : "*";
    }

    /** The ARN of a table that a request names by its name or its ARN. */
    static String table(Asked asked, String name) {
        return name.startsWith("arn:") ? name : asked.arn("dynamodb", "table/" + name);
    }

    private static String tableOrIndex(Asked asked) {
        String index = asked.text("IndexName");
        return index == null ? TABLE.locate(asked) : TABLE.locate(asked) + "/index/" + index;
    }

    private static void eachTable(Asked asked, Action action, Consumer<Need> into) {
        if (asked.input().get("RequestItems") instanceof Map<?, ?> tables) {
            for (Object table : tables.keySet()) {
                into.accept(Need.of(action, table(asked, String.valueOf(table))));
            }
        }
    }

    private static void gets(Asked asked, Consumer<Need> into) {
        for (Structure item : asked.elements("TransactItems", Structure.class)) {
            if (item.get("Get") instanceof Structure get) {
                into.accept(need(asked, GET, get));
            }
        }
    }

    private static void writes(Asked asked, Consumer<Need> into) {
        for (Structure item : asked.elements("TransactItems", Structure.class)) {
            WRITES.forEach((member, action) -> {
                if (item.get(member) instanceof Structure write) {
                    into.accept(need(asked, action, write));
                }
            });
        }
    }

    private static Need need(Asked asked, Action action, Structure part) {
        Need need = Need.of(action, table(asked, String.valueOf(part.get("TableName"))));
        return need.with(key -> DynamoDbKeys.ofPart(asked, need, part, key));
    }

    private static void statements(Asked asked, String member, Consumer<Need> into) {
        for (Structure statement : asked.elements(member, Structure.class)) {
            StatementNeed.of(asked, String.valueOf(statement.get("Statement")), into);
        }
    }

    private static String restored(Asked asked) {
        String arn = asked.text("SourceTableArn");
        return arn != null ? arn : table(asked, asked.textOrEmpty("SourceTableName"));
    }

    /** Where an export goes: S3 asks for its sake whether the caller may write there. */
    private static String exported(Asked asked) {
        String prefix = asked.text("S3Prefix");
        return "arn:" + asked.call().partition().id() + ":s3:::" + asked.textOrEmpty("S3Bucket") + "/"
                + (prefix == null ? "" : prefix + "/") + "AWSDynamoDB/*";
    }

    /** Where an import comes from. */
    private static String source(Asked asked, String objects) {
        Structure source = asked.structure("S3BucketSource");
        return "arn:" + asked.call().partition().id() + ":s3:::" + (source == null ? "" : source.get("S3Bucket"))
                + objects;
    }

    private static String imported(Asked asked) {
        Structure parameters = asked.structure("TableCreationParameters");
        return parameters == null ? "*" : table(asked, String.valueOf(parameters.get("TableName")));
    }

    /** A value as the only one of a key; nothing where there is none. */
    static List<String> one(@Nullable Object value) {
        return value == null ? List.of() : List.of(value.toString());
    }
}
