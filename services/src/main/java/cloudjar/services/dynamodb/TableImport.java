package cloudjar.services.dynamodb;

import cloudjar.api.dynamodb.ImportTableDescription;

/**
 * An import into a new table.
 *
 * @param id ends its ARN
 * @param request tells what was asked for from other requests with the same token
 * @param description as AWS describes it
 */
record TableImport(String id, String request, ImportTableDescription description) {
    TableImport as(ImportTableDescription changed) {
        return new TableImport(id, request, changed);
    }
}
