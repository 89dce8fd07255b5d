package cloudjar.services.dynamodb;

import cloudjar.api.dynamodb.ExportDescription;

/**
 * An export of a table.
 *
 * @param id ends its ARN, and names the folder of its files
 * @param request tells what was asked for from other requests with the same token
 * @param description as AWS describes it
 */
record TableExport(String id, String request, ExportDescription description) {
    TableExport as(ExportDescription changed) {
        return new TableExport(id, request, changed);
    }
}
