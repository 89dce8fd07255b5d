package cloudjar.services.dynamodb;

import cloudjar.api.dynamodb.ExportConflictException;
import cloudjar.api.dynamodb.ExportNotFoundException;
import cloudjar.api.dynamodb.ImportConflictException;
import cloudjar.api.dynamodb.ImportNotFoundException;
import cloudjar.api.dynamodb.InvalidExportTimeException;
import cloudjar.kernel.shape.ApiException;
import java.time.Instant;

/** What DynamoDB says when it refuses an export or an import. Sources: the API Reference, and answers of AWS seen in public. */
final class TransferErrors {
    private TransferErrors() {}

    static ApiException exportNotFound(String arn) {
        return new ExportNotFoundException("Export not found: " + arn);
    }

    static ApiException importNotFound(String arn) {
        return new ImportNotFoundException("Import not found: " + arn);
    }

    static ApiException exportTime(Instant earliest, Instant latest) {
        return new InvalidExportTimeException(
                "Value for ExportTime is invalid. It must be between " + earliest + " and " + latest);
    }

    /** Ours in its words: no answer of AWS is public. */
    static ApiException noWindow() {
        return DynamoDbErrors.invalid(
                "IncrementalExportSpecification with ExportFromTime is required when ExportType is"
                        + " INCREMENTAL_EXPORT");
    }

    /** Ours in its words: no answer of AWS is public. */
    static ApiException superfluousWindow() {
        return DynamoDbErrors.invalid(
                "IncrementalExportSpecification can only be specified when ExportType is INCREMENTAL_EXPORT");
    }

    /** Ours in its words; the bounds are the Developer Guide's. */
    static ApiException window() {
        return new InvalidExportTimeException("The export period must be at least "
                + ExportWindow.SHORTEST.toMinutes() + " minutes and at most " + ExportWindow.LONGEST.toHours()
                + " hours");
    }

    static ApiException exportConflict() {
        return new ExportConflictException("The client token is already in use with different parameters");
    }

    static ApiException importConflict() {
        return new ImportConflictException("The client token is already in use with different parameters");
    }

    static ApiException options() {
        return DynamoDbErrors.validation(
                "Invalid Request: Unsupported InputFormatOptions for the given input format:" + " DYNAMODB_JSON.");
    }
}
