$version: "2.0"

namespace smithy.framework

/// Stands in for the shape of the validation module, which the protocol tests refer to and which is not at hand.
@error("client")
structure ValidationException {
    @required
    message: String

    fieldList: ValidationExceptionFieldList
}

structure ValidationExceptionField {
    @required
    path: String

    @required
    message: String
}

list ValidationExceptionFieldList {
    member: ValidationExceptionField
}
