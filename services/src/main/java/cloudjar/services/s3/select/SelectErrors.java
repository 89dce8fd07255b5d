package cloudjar.services.s3.select;

import cloudjar.kernel.shape.ApiException;
import cloudjar.kernel.shape.CommonException;

/** What S3 Select says when it refuses a query or its data; codes: S3 API Reference, List of SELECT Object Content errors. */
public final class SelectErrors {
    private static final int BAD_REQUEST = 400;

    private SelectErrors() {}

    private static ApiException of(String code, String message) {
        return new CommonException(code, BAD_REQUEST, message);
    }

    static ApiException unexpectedToken(String token, int position) {
        return of("ParseUnexpectedToken", "Unexpected token found " + token + " at line 1, column " + position + ".");
    }

    static ApiException missingFrom() {
        return of("ParseSelectMissingFrom", "GROUP is not supported; a FROM clause is needed after the SELECT list.");
    }

    static ApiException invalidCharacter(char c, int position) {
        return of(
                "LexerInvalidChar",
                "The SQL expression contains an invalid character '" + c + "' at column " + position + ".");
    }

    static ApiException unclosedText(int position) {
        return of("LexerInvalidLiteral", "A literal that begins at column " + position + " is not closed.");
    }

    static ApiException tooLong() {
        return of(
                "ExpressionTooLong",
                "The SQL expression is too long: The maximum byte-length for the SQL expression is 256 KB.");
    }

    static ApiException unsupportedFunction(String name) {
        return of("UnsupportedFunction", "Encountered an unsupported SQL function: " + name + ".");
    }

    static ApiException wrongArguments(String name) {
        return of(
                "EvaluatorInvalidArguments",
                "Incorrect number or type of arguments in the function call of " + name + ".");
    }

    static ApiException unsupported(String what) {
        return of("UnsupportedSqlStructure", "Encountered an unsupported SQL structure: " + what + ".");
    }

    static ApiException invalidDataSource() {
        return of(
                "InvalidDataSource",
                "Invalid data source type. Only CSV, JSON, and Parquet are supported: the FROM clause must name S3Object.");
    }

    static ApiException castFailed(String type) {
        return of(
                "CastFailed",
                "Attempt to convert from one data type to another using CAST failed in the SQL expression: " + type
                        + ".");
    }

    static ApiException unknownCast(String type) {
        return of("InvalidCast", "Attempt to convert to a data type that is not known: " + type + ".");
    }

    static ApiException badTypes(String operator) {
        return of(
                "InvalidDataType",
                "The SQL expression contains an invalid data type for the operator " + operator + ".");
    }

    static ApiException divisionByZero() {
        return of("DivisionByZero", "The SQL expression divides by zero.");
    }

    /** A record that is no CSV. */
    public static ApiException csv(String why) {
        return of(
                "CSVParsingError",
                "Encountered an error parsing the CSV file: " + why + ". Check the file and try again.");
    }

    /** A record that is no JSON. */
    public static ApiException json() {
        return of("JSONParsingError", "Encountered an error parsing the JSON file. Check the file and try again.");
    }

    static ApiException recordTooLong() {
        return of(
                "OverMaxRecordSize",
                "The character number in one record is more than our max threshold, maxCharsPerRecord: 1,048,576.");
    }

    /** A form that no parameter can have. */
    public static ApiException invalidParameter(String name) {
        return of(
                "InvalidRequestParameter",
                "The value of a parameter in the SelectRequest element is invalid: " + name + ".");
    }

    /** A parameter without which nothing can be read or written. */
    public static ApiException missingParameter(String name) {
        return of(
                "MissingRequiredParameter", "The SelectRequest entity is missing a required parameter: " + name + ".");
    }

    /** Content that is not compressed as the request says. */
    public static ApiException invalidCompression() {
        return of(
                "InvalidCompressionFormat",
                "The file is not in a supported compression format. Only GZIP and BZIP2 are supported.");
    }

    /** A language that is not SQL. */
    public static ApiException invalidExpressionType() {
        return of("InvalidExpressionType", "The ExpressionType is invalid. Only SQL expressions are supported.");
    }

    static ApiException invalidTime(String text) {
        return of("InvalidTimestamp", "A value could not be read as a timestamp: " + text + ".");
    }

    static ApiException parquet() {
        return of("ParquetParsingError", "Error parsing Parquet file. Please check the file and try again.");
    }

    static ApiException parquetCodec() {
        return of("ParquetUnsupportedCompressionCodec", "The specified Parquet compression codec is not supported.");
    }

    /** S3 User Guide, Requirements and limits of S3 Select. */
    static ApiException rowGroupTooLarge() {
        return of("OverMaxParquetBlockSize", "The Parquet file is above the max row group size.");
    }

    /** A range that no object can have. */
    public static ApiException invalidScanRange() {
        return of("InvalidScanRange", "The provided scan range is not valid.");
    }

    /** A range of what has no records to begin with: compressed content, a JSON document. */
    public static ApiException unsupportedScanRange() {
        return of(
                "UnsupportedScanRangeInput",
                "Scan range queries are not supported on this type of object: CSV and lines of JSON without compression,"
                        + " and Parquet, have ranges.");
    }
}
