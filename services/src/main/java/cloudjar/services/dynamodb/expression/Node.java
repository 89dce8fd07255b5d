package cloudjar.services.dynamodb.expression;

/** A part of an expression: a condition or an operand; a call of a function may be either. */
public sealed interface Node permits Operand, Condition {}
