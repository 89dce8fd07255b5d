$version: "2.0"

namespace cloudjar.protocoltests.rpcv2cbor

use smithy.protocols#rpcv2Cbor
use smithy.test#httpMalformedRequestTests
use smithy.test#httpRequestTests
use smithy.test#httpResponseTests

/// Cases for rpcv2Cbor, written from its specification: the module that has the official ones is not at hand.
@rpcv2Cbor
service RpcV2CborCases {
    version: "2026-01-01"
    operations: [
        Scalars
        Collections
        Choices
        BigNumbers
        Defaulted
        Nothing
        Refused
    ]
}

apply Scalars @httpRequestTests([
    {
        id: "ScalarsAll"
        documentation: "Every scalar in its plain form"
        protocol: rpcv2Cbor
        method: "POST"
        uri: "/service/RpcV2CborCases/operation/Scalars"
        headers: { "smithy-protocol": "rpc-v2-cbor", "Content-Type": "application/cbor" }
        body: "qmRmbGFn9WlieXRlVmFsdWUFanNob3J0VmFsdWU5AStsaW50ZWdlclZhbHVlGgABEXBpbG9uZ1ZhbHVlOwAAAAEqBfH/amZsb2F0VmFsdWX6QPAAAGtkb3VibGVWYWx1Zfs/uZmZmZmZmmR0ZXh0ZnNpbXBsZWRibG9iQ2Zvb2Ztb21lbnTBGlNf784="
        bodyMediaType: "application/cbor"
        params: { flag: true, byteValue: 5, shortValue: -300, integerValue: 70000, longValue: -5000000000, floatValue: 7.5, doubleValue: 0.1, text: "simple", blob: "foo", moment: 1398796238 }
    }
    {
        id: "ScalarsIndefiniteMap"
        documentation: "A structure of indefinite length"
        protocol: rpcv2Cbor
        method: "POST"
        uri: "/service/RpcV2CborCases/operation/Scalars"
        headers: { "smithy-protocol": "rpc-v2-cbor", "Content-Type": "application/cbor" }
        body: "v2RmbGFn9GR0ZXh0YXj/"
        bodyMediaType: "application/cbor"
        params: { flag: false, text: "x" }
    }
    {
        id: "ScalarsIndefiniteText"
        documentation: "Text in chunks"
        protocol: rpcv2Cbor
        method: "POST"
        uri: "/service/RpcV2CborCases/operation/Scalars"
        headers: { "smithy-protocol": "rpc-v2-cbor", "Content-Type": "application/cbor" }
        body: "oWR0ZXh0f2pBbiBleGFtcGxlayBpbmRlZmluaXRlZyBzdHJpbmf/"
        bodyMediaType: "application/cbor"
        params: { text: "An example indefinite string" }
    }
    {
        id: "ScalarsIndefiniteKey"
        documentation: "A key in chunks"
        protocol: rpcv2Cbor
        method: "POST"
        uri: "/service/RpcV2CborCases/operation/Scalars"
        headers: { "smithy-protocol": "rpc-v2-cbor", "Content-Type": "application/cbor" }
        body: "oX9idGVieHT/YXY="
        bodyMediaType: "application/cbor"
        params: { text: "v" }
    }
    {
        id: "ScalarsIndefiniteBlob"
        documentation: "Bytes in chunks"
        protocol: rpcv2Cbor
        method: "POST"
        uri: "/service/RpcV2CborCases/operation/Scalars"
        headers: { "smithy-protocol": "rpc-v2-cbor", "Content-Type": "application/cbor" }
        body: "oWRibG9iX0pBbiBleGFtcGxlVyBpbmRlZmluaXRlIGJ5dGUgc3RyaW5n/w=="
        bodyMediaType: "application/cbor"
        params: { blob: "An example indefinite byte string" }
    }
    {
        id: "ScalarsUnknownMembers"
        documentation: "Unknown members of any kind are passed over"
        protocol: rpcv2Cbor
        method: "POST"
        uri: "/service/RpcV2CborCases/operation/Scalars"
        headers: { "smithy-protocol": "rpc-v2-cbor", "Content-Type": "application/cbor" }
        body: "pGRub3BloWFhhQH7QAQAAAAAAAD2QXjBAWR0ZXh0ZGtlcHRlb3RoZXKfv2Fif2Fj////ZXRoaXJk9w=="
        bodyMediaType: "application/cbor"
        params: { text: "kept" }
    }
    {
        id: "ScalarsNull"
        documentation: "Null and undefined stand for absent members"
        protocol: rpcv2Cbor
        method: "POST"
        uri: "/service/RpcV2CborCases/operation/Scalars"
        headers: { "smithy-protocol": "rpc-v2-cbor", "Content-Type": "application/cbor" }
        body: "o2R0ZXh09mRmbGFn92xpbnRlZ2VyVmFsdWUB"
        bodyMediaType: "application/cbor"
        params: { integerValue: 1 }
    }
    {
        id: "ScalarsHalfFloat"
        documentation: "Numbers of half precision"
        protocol: rpcv2Cbor
        method: "POST"
        uri: "/service/RpcV2CborCases/operation/Scalars"
        headers: { "smithy-protocol": "rpc-v2-cbor", "Content-Type": "application/cbor" }
        body: "ompmbG9hdFZhbHVl+T4Aa2RvdWJsZVZhbHVl+bQA"
        bodyMediaType: "application/cbor"
        params: { floatValue: 1.5, doubleValue: -0.25 }
    }
    {
        id: "ScalarsFloatFromDouble"
        documentation: "A double for a float, and the other way round"
        protocol: rpcv2Cbor
        method: "POST"
        uri: "/service/RpcV2CborCases/operation/Scalars"
        headers: { "smithy-protocol": "rpc-v2-cbor", "Content-Type": "application/cbor" }
        body: "ompmbG9hdFZhbHVl+0ACAAAAAAAAa2RvdWJsZVZhbHVl+kAQAAA="
        bodyMediaType: "application/cbor"
        params: { floatValue: 2.25, doubleValue: 2.25 }
    }
    {
        id: "ScalarsFloatFromInteger"
        documentation: "Whole numbers for floats"
        protocol: rpcv2Cbor
        method: "POST"
        uri: "/service/RpcV2CborCases/operation/Scalars"
        headers: { "smithy-protocol": "rpc-v2-cbor", "Content-Type": "application/cbor" }
        body: "ompmbG9hdFZhbHVlGQEAa2RvdWJsZVZhbHVlIA=="
        bodyMediaType: "application/cbor"
        params: { floatValue: 256, doubleValue: -1 }
    }
    {
        id: "ScalarsNaN"
        documentation: "Not a number, in each width"
        protocol: rpcv2Cbor
        method: "POST"
        uri: "/service/RpcV2CborCases/operation/Scalars"
        headers: { "smithy-protocol": "rpc-v2-cbor", "Content-Type": "application/cbor" }
        body: "ompmbG9hdFZhbHVl+X4Aa2RvdWJsZVZhbHVl+3/4AAAAAAAA"
        bodyMediaType: "application/cbor"
        params: { floatValue: "NaN", doubleValue: "NaN" }
    }
    {
        id: "ScalarsInfinity"
        documentation: "Infinity, in each width"
        protocol: rpcv2Cbor
        method: "POST"
        uri: "/service/RpcV2CborCases/operation/Scalars"
        headers: { "smithy-protocol": "rpc-v2-cbor", "Content-Type": "application/cbor" }
        body: "ompmbG9hdFZhbHVl+n+AAABrZG91YmxlVmFsdWX5fAA="
        bodyMediaType: "application/cbor"
        params: { floatValue: "Infinity", doubleValue: "Infinity" }
    }
    {
        id: "ScalarsNegativeInfinity"
        documentation: "Negative infinity"
        protocol: rpcv2Cbor
        method: "POST"
        uri: "/service/RpcV2CborCases/operation/Scalars"
        headers: { "smithy-protocol": "rpc-v2-cbor", "Content-Type": "application/cbor" }
        body: "ompmbG9hdFZhbHVl+fwAa2RvdWJsZVZhbHVl+//wAAAAAAAA"
        bodyMediaType: "application/cbor"
        params: { floatValue: "-Infinity", doubleValue: "-Infinity" }
    }
    {
        id: "ScalarsWideIntegers"
        documentation: "Numbers may be written longer than they need be"
        protocol: rpcv2Cbor
        method: "POST"
        uri: "/service/RpcV2CborCases/operation/Scalars"
        headers: { "smithy-protocol": "rpc-v2-cbor", "Content-Type": "application/cbor" }
        body: "pGlieXRlVmFsdWUbAAAAAAAAAAVqc2hvcnRWYWx1ZRoAAAAFbGludGVnZXJWYWx1ZRkABWlsb25nVmFsdWUYBQ=="
        bodyMediaType: "application/cbor"
        params: { byteValue: 5, shortValue: 5, integerValue: 5, longValue: 5 }
    }
    {
        id: "ScalarsLimits"
        documentation: "The ends of the ranges"
        protocol: rpcv2Cbor
        method: "POST"
        uri: "/service/RpcV2CborCases/operation/Scalars"
        headers: { "smithy-protocol": "rpc-v2-cbor", "Content-Type": "application/cbor" }
        body: "pGlieXRlVmFsdWU4f2pzaG9ydFZhbHVlGX//bGludGVnZXJWYWx1ZTp/////aWxvbmdWYWx1ZRt//////////w=="
        bodyMediaType: "application/cbor"
        params: { byteValue: -128, shortValue: 32767, integerValue: -2147483648, longValue: 9223372036854775807 }
    }
    {
        id: "ScalarsFractionalMoment"
        documentation: "A timestamp with a fraction"
        protocol: rpcv2Cbor
        method: "POST"
        uri: "/service/RpcV2CborCases/operation/Scalars"
        headers: { "smithy-protocol": "rpc-v2-cbor", "Content-Type": "application/cbor" }
        body: "oWZtb21lbnTB+0HMN9s4D753"
        bodyMediaType: "application/cbor"
        params: { moment: 946845296.123 }
    }
    {
        id: "ScalarsNegativeMoment"
        documentation: "A timestamp before 1970"
        protocol: rpcv2Cbor
        method: "POST"
        uri: "/service/RpcV2CborCases/operation/Scalars"
        headers: { "smithy-protocol": "rpc-v2-cbor", "Content-Type": "application/cbor" }
        body: "oWZtb21lbnTBIA=="
        bodyMediaType: "application/cbor"
        params: { moment: -1 }
    }
    {
        id: "ScalarsMomentTagged"
        documentation: "A moment below tags that say nothing"
        protocol: rpcv2Cbor
        method: "POST"
        uri: "/service/RpcV2CborCases/operation/Scalars"
        headers: { "smithy-protocol": "rpc-v2-cbor", "Content-Type": "application/cbor" }
        body: "oWZtb21lbnTZ2ffBBQ=="
        bodyMediaType: "application/cbor"
        params: { moment: 5 }
    }
    {
        id: "ScalarsEmptyText"
        documentation: "Empty text and bytes are there"
        protocol: rpcv2Cbor
        method: "POST"
        uri: "/service/RpcV2CborCases/operation/Scalars"
        headers: { "smithy-protocol": "rpc-v2-cbor", "Content-Type": "application/cbor" }
        body: "omR0ZXh0YGRibG9iQA=="
        bodyMediaType: "application/cbor"
        params: { text: "", blob: "" }
    }
    {
        id: "ScalarsUnicode"
        documentation: "Text beyond the basic plane"
        protocol: rpcv2Cbor
        method: "POST"
        uri: "/service/RpcV2CborCases/operation/Scalars"
        headers: { "smithy-protocol": "rpc-v2-cbor", "Content-Type": "application/cbor" }
        body: "oWR0ZXh0amNhZsOpIPCfmLk="
        bodyMediaType: "application/cbor"
        params: { text: "café 😹" }
    }
    {
        id: "ScalarsEmptyBody"
        documentation: "No body stands for an empty structure"
        protocol: rpcv2Cbor
        method: "POST"
        uri: "/service/RpcV2CborCases/operation/Scalars"
        headers: { "smithy-protocol": "rpc-v2-cbor" }
        body: ""
        bodyMediaType: "application/cbor"
        params: {}
    }
])

apply Scalars @httpResponseTests([
    {
        id: "ScalarsAll"
        documentation: "Every scalar in its plain form"
        protocol: rpcv2Cbor
        code: 200
        headers: { "smithy-protocol": "rpc-v2-cbor", "Content-Type": "application/cbor" }
        body: "qmRmbGFn9WlieXRlVmFsdWUFanNob3J0VmFsdWU5AStsaW50ZWdlclZhbHVlGgABEXBpbG9uZ1ZhbHVlOwAAAAEqBfH/amZsb2F0VmFsdWX6QPAAAGtkb3VibGVWYWx1Zfs/uZmZmZmZmmR0ZXh0ZnNpbXBsZWRibG9iQ2Zvb2Ztb21lbnTBGlNf784="
        bodyMediaType: "application/cbor"
        params: { flag: true, byteValue: 5, shortValue: -300, integerValue: 70000, longValue: -5000000000, floatValue: 7.5, doubleValue: 0.1, text: "simple", blob: "foo", moment: 1398796238 }
    }
    {
        id: "ScalarsNaN"
        documentation: "Not a number"
        protocol: rpcv2Cbor
        code: 200
        headers: { "smithy-protocol": "rpc-v2-cbor", "Content-Type": "application/cbor" }
        body: "ompmbG9hdFZhbHVl+n/AAABrZG91YmxlVmFsdWX7f/gAAAAAAAA="
        bodyMediaType: "application/cbor"
        params: { floatValue: "NaN", doubleValue: "NaN" }
    }
    {
        id: "ScalarsInfinity"
        documentation: "Infinity"
        protocol: rpcv2Cbor
        code: 200
        headers: { "smithy-protocol": "rpc-v2-cbor", "Content-Type": "application/cbor" }
        body: "ompmbG9hdFZhbHVl+n+AAABrZG91YmxlVmFsdWX7//AAAAAAAAA="
        bodyMediaType: "application/cbor"
        params: { floatValue: "Infinity", doubleValue: "-Infinity" }
    }
    {
        id: "ScalarsFractionalMoment"
        documentation: "A timestamp with a fraction"
        protocol: rpcv2Cbor
        code: 200
        headers: { "smithy-protocol": "rpc-v2-cbor", "Content-Type": "application/cbor" }
        body: "oWZtb21lbnTB+0HMN9s4D753"
        bodyMediaType: "application/cbor"
        params: { moment: 946845296.123 }
    }
    {
        id: "ScalarsEmpty"
        documentation: "Absent members are not written"
        protocol: rpcv2Cbor
        code: 200
        headers: { "smithy-protocol": "rpc-v2-cbor", "Content-Type": "application/cbor" }
        body: "oA=="
        bodyMediaType: "application/cbor"
        params: {}
    }
])

apply Scalars @httpMalformedRequestTests([
    {
        id: "ScalarsTruncated"
        documentation: "The body ends within a value"
        protocol: rpcv2Cbor
        request: {
            method: "POST"
            uri: "/service/RpcV2CborCases/operation/Scalars"
            headers: { "smithy-protocol": "rpc-v2-cbor", "Content-Type": "application/cbor" }
            body: "oWR0ZXh0ZnNpbXA="
        }
        response: { code: 400, headers: { "smithy-protocol": "rpc-v2-cbor", "Content-Type": "application/cbor" } }
    }
    {
        id: "ScalarsTrailing"
        documentation: "Bytes after the value"
        protocol: rpcv2Cbor
        request: {
            method: "POST"
            uri: "/service/RpcV2CborCases/operation/Scalars"
            headers: { "smithy-protocol": "rpc-v2-cbor", "Content-Type": "application/cbor" }
            body: "oAA="
        }
        response: { code: 400, headers: { "smithy-protocol": "rpc-v2-cbor", "Content-Type": "application/cbor" } }
    }
    {
        id: "ScalarsNotAMap"
        documentation: "An array where a structure is expected"
        protocol: rpcv2Cbor
        request: {
            method: "POST"
            uri: "/service/RpcV2CborCases/operation/Scalars"
            headers: { "smithy-protocol": "rpc-v2-cbor", "Content-Type": "application/cbor" }
            body: "gQE="
        }
        response: { code: 400, headers: { "smithy-protocol": "rpc-v2-cbor", "Content-Type": "application/cbor" } }
    }
    {
        id: "ScalarsTextForNumber"
        documentation: "Text where a number is expected"
        protocol: rpcv2Cbor
        request: {
            method: "POST"
            uri: "/service/RpcV2CborCases/operation/Scalars"
            headers: { "smithy-protocol": "rpc-v2-cbor", "Content-Type": "application/cbor" }
            body: "oWxpbnRlZ2VyVmFsdWVhMQ=="
        }
        response: { code: 400, headers: { "smithy-protocol": "rpc-v2-cbor", "Content-Type": "application/cbor" } }
    }
    {
        id: "ScalarsNumberForText"
        documentation: "A number where text is expected"
        protocol: rpcv2Cbor
        request: {
            method: "POST"
            uri: "/service/RpcV2CborCases/operation/Scalars"
            headers: { "smithy-protocol": "rpc-v2-cbor", "Content-Type": "application/cbor" }
            body: "oWR0ZXh0AQ=="
        }
        response: { code: 400, headers: { "smithy-protocol": "rpc-v2-cbor", "Content-Type": "application/cbor" } }
    }
    {
        id: "ScalarsFloatForInteger"
        documentation: "A fraction where a whole number is expected"
        protocol: rpcv2Cbor
        request: {
            method: "POST"
            uri: "/service/RpcV2CborCases/operation/Scalars"
            headers: { "smithy-protocol": "rpc-v2-cbor", "Content-Type": "application/cbor" }
            body: "oWxpbnRlZ2VyVmFsdWX7P/gAAAAAAAA="
        }
        response: { code: 400, headers: { "smithy-protocol": "rpc-v2-cbor", "Content-Type": "application/cbor" } }
    }
    {
        id: "ScalarsByteOverflow"
        documentation: "A number too large for a byte"
        protocol: rpcv2Cbor
        request: {
            method: "POST"
            uri: "/service/RpcV2CborCases/operation/Scalars"
            headers: { "smithy-protocol": "rpc-v2-cbor", "Content-Type": "application/cbor" }
            body: "oWlieXRlVmFsdWUYgA=="
        }
        response: { code: 400, headers: { "smithy-protocol": "rpc-v2-cbor", "Content-Type": "application/cbor" } }
    }
    {
        id: "ScalarsLongOverflow"
        documentation: "A number too large for a long"
        protocol: rpcv2Cbor
        request: {
            method: "POST"
            uri: "/service/RpcV2CborCases/operation/Scalars"
            headers: { "smithy-protocol": "rpc-v2-cbor", "Content-Type": "application/cbor" }
            body: "oWlsb25nVmFsdWUbgAAAAAAAAAA="
        }
        response: { code: 400, headers: { "smithy-protocol": "rpc-v2-cbor", "Content-Type": "application/cbor" } }
    }
    {
        id: "ScalarsNumberForFlag"
        documentation: "A number where a boolean is expected"
        protocol: rpcv2Cbor
        request: {
            method: "POST"
            uri: "/service/RpcV2CborCases/operation/Scalars"
            headers: { "smithy-protocol": "rpc-v2-cbor", "Content-Type": "application/cbor" }
            body: "oWRmbGFnAQ=="
        }
        response: { code: 400, headers: { "smithy-protocol": "rpc-v2-cbor", "Content-Type": "application/cbor" } }
    }
    {
        id: "ScalarsTextForBlob"
        documentation: "Text where bytes are expected"
        protocol: rpcv2Cbor
        request: {
            method: "POST"
            uri: "/service/RpcV2CborCases/operation/Scalars"
            headers: { "smithy-protocol": "rpc-v2-cbor", "Content-Type": "application/cbor" }
            body: "oWRibG9iZFptOXY="
        }
        response: { code: 400, headers: { "smithy-protocol": "rpc-v2-cbor", "Content-Type": "application/cbor" } }
    }
    {
        id: "ScalarsHugeLength"
        documentation: "A length longer than the body"
        protocol: rpcv2Cbor
        request: {
            method: "POST"
            uri: "/service/RpcV2CborCases/operation/Scalars"
            headers: { "smithy-protocol": "rpc-v2-cbor", "Content-Type": "application/cbor" }
            body: "oWR0ZXh0e3//////////"
        }
        response: { code: 400, headers: { "smithy-protocol": "rpc-v2-cbor", "Content-Type": "application/cbor" } }
    }
    {
        id: "ScalarsHugeMap"
        documentation: "More entries than the body can hold"
        protocol: rpcv2Cbor
        request: {
            method: "POST"
            uri: "/service/RpcV2CborCases/operation/Scalars"
            headers: { "smithy-protocol": "rpc-v2-cbor", "Content-Type": "application/cbor" }
            body: "u3//////////"
        }
        response: { code: 400, headers: { "smithy-protocol": "rpc-v2-cbor", "Content-Type": "application/cbor" } }
    }
    {
        id: "ScalarsReserved"
        documentation: "Reserved additional information"
        protocol: rpcv2Cbor
        request: {
            method: "POST"
            uri: "/service/RpcV2CborCases/operation/Scalars"
            headers: { "smithy-protocol": "rpc-v2-cbor", "Content-Type": "application/cbor" }
            body: "oWxpbnRlZ2VyVmFsdWUc"
        }
        response: { code: 400, headers: { "smithy-protocol": "rpc-v2-cbor", "Content-Type": "application/cbor" } }
    }
    {
        id: "ScalarsStrayBreak"
        documentation: "A break outside any indefinite item"
        protocol: rpcv2Cbor
        request: {
            method: "POST"
            uri: "/service/RpcV2CborCases/operation/Scalars"
            headers: { "smithy-protocol": "rpc-v2-cbor", "Content-Type": "application/cbor" }
            body: "oWR0ZXh0/w=="
        }
        response: { code: 400, headers: { "smithy-protocol": "rpc-v2-cbor", "Content-Type": "application/cbor" } }
    }
    {
        id: "ScalarsNumericKey"
        documentation: "A key that is no text"
        protocol: rpcv2Cbor
        request: {
            method: "POST"
            uri: "/service/RpcV2CborCases/operation/Scalars"
            headers: { "smithy-protocol": "rpc-v2-cbor", "Content-Type": "application/cbor" }
            body: "oQEC"
        }
        response: { code: 400, headers: { "smithy-protocol": "rpc-v2-cbor", "Content-Type": "application/cbor" } }
    }
    {
        id: "ScalarsUnclosed"
        documentation: "An indefinite structure without an end"
        protocol: rpcv2Cbor
        request: {
            method: "POST"
            uri: "/service/RpcV2CborCases/operation/Scalars"
            headers: { "smithy-protocol": "rpc-v2-cbor", "Content-Type": "application/cbor" }
            body: "v2RmbGFn9Q=="
        }
        response: { code: 400, headers: { "smithy-protocol": "rpc-v2-cbor", "Content-Type": "application/cbor" } }
    }
    {
        id: "ScalarsMixedChunks"
        documentation: "Chunks of another type than their text"
        protocol: rpcv2Cbor
        request: {
            method: "POST"
            uri: "/service/RpcV2CborCases/operation/Scalars"
            headers: { "smithy-protocol": "rpc-v2-cbor", "Content-Type": "application/cbor" }
            body: "oWR0ZXh0f0Fh/w=="
        }
        response: { code: 400, headers: { "smithy-protocol": "rpc-v2-cbor", "Content-Type": "application/cbor" } }
    }
    {
        id: "ScalarsInfiniteMoment"
        documentation: "A moment that never comes"
        protocol: rpcv2Cbor
        request: {
            method: "POST"
            uri: "/service/RpcV2CborCases/operation/Scalars"
            headers: { "smithy-protocol": "rpc-v2-cbor", "Content-Type": "application/cbor" }
            body: "oWZtb21lbnTB+3/wAAAAAAAA"
        }
        response: { code: 400, headers: { "smithy-protocol": "rpc-v2-cbor", "Content-Type": "application/cbor" } }
    }
])

apply Collections @httpRequestTests([
    {
        id: "CollectionsAll"
        documentation: "Lists and maps of each kind"
        protocol: rpcv2Cbor
        method: "POST"
        uri: "/service/RpcV2CborCases/operation/Collections"
        headers: { "smithy-protocol": "rpc-v2-cbor", "Content-Type": "application/cbor" }
        body: "qmV0ZXh0c4JhYWFiZ251bWJlcnODAQIDZWJsb2JzgUF4Z21vbWVudHOBwRpTX+/OZm5lc3RlZIKBYWGCYWJhY2pzdHJ1Y3R1cmVzgaFkbmFtZWFuY21hcKJhawFhbAJqbWFwT2ZMaXN0c6Fha4FhdmtzcGFyc2VUZXh0c4JhYfZpc3BhcnNlTWFwomF49mF5BQ=="
        bodyMediaType: "application/cbor"
        params: { texts: ["a", "b"], numbers: [1, 2, 3], blobs: ["x"], moments: [1398796238], nested: [["a"], ["b", "c"]], structures: [{ name: "n" }], map: { k: 1, l: 2 }, mapOfLists: { k: ["v"] }, sparseTexts: ["a", null], sparseMap: { x: null, y: 5 } }
    }
    {
        id: "CollectionsIndefinite"
        documentation: "Lists and maps of indefinite length"
        protocol: rpcv2Cbor
        method: "POST"
        uri: "/service/RpcV2CborCases/operation/Collections"
        headers: { "smithy-protocol": "rpc-v2-cbor", "Content-Type": "application/cbor" }
        body: "v2V0ZXh0c59hYX9hYmFj//9jbWFwv2FrAf9mbmVzdGVkn5//gWF4//8="
        bodyMediaType: "application/cbor"
        params: { texts: ["a", "bc"], map: { k: 1 }, nested: [[], ["x"]] }
    }
    {
        id: "CollectionsEmpty"
        documentation: "Empty lists and maps are there"
        protocol: rpcv2Cbor
        method: "POST"
        uri: "/service/RpcV2CborCases/operation/Collections"
        headers: { "smithy-protocol": "rpc-v2-cbor", "Content-Type": "application/cbor" }
        body: "o2V0ZXh0c4BjbWFwoGlzcGFyc2VNYXC//w=="
        bodyMediaType: "application/cbor"
        params: { texts: [], map: {}, sparseMap: {} }
    }
])

apply Collections @httpResponseTests([
    {
        id: "CollectionsAll"
        documentation: "Lists and maps of each kind"
        protocol: rpcv2Cbor
        code: 200
        headers: { "smithy-protocol": "rpc-v2-cbor", "Content-Type": "application/cbor" }
        body: "pmV0ZXh0c4JhYWFiZm5lc3RlZIKBYWGAanN0cnVjdHVyZXOCoWRuYW1lYW6gY21hcKFhawFrc3BhcnNlVGV4dHOCYWH2aXNwYXJzZU1hcKJhePZheQU="
        bodyMediaType: "application/cbor"
        params: { texts: ["a", "b"], nested: [["a"], []], structures: [{ name: "n" }, {}], map: { k: 1 }, sparseTexts: ["a", null], sparseMap: { x: null, y: 5 } }
    }
    {
        id: "CollectionsLong"
        documentation: "Lengths beyond one byte"
        protocol: rpcv2Cbor
        code: 200
        headers: { "smithy-protocol": "rpc-v2-cbor", "Content-Type": "application/cbor" }
        body: "oWV0ZXh0c5geeQEseHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eQEseHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eQEseHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eQEseHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eQEseHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eQEseHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eQEseHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eQEseHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eQEseHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eQEseHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eQEseHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eQEseHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eQEseHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eQEseHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eQEseHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eQEseHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eQEseHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eQEseHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eQEseHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eQEseHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eQEseHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eQEseHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eQEseHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eQEseHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eQEseHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eQEseHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eQEseHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eQEseHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eQEseHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eQEseHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4"
        bodyMediaType: "application/cbor"
        params: { texts: ["xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx", "xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx", "xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx", "xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx", "xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx", "xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx", "xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx", "xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx", "xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx", "xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx", "xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx", "xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx", "xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx", "xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx", "xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx", "xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx", "xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx", "xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx", "xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx", "xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx", "xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx", "xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx", "xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx", "xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx", "xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx", "xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx", "xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx", "xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx", "xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx", "xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx"] }
    }
])

apply Collections @httpMalformedRequestTests([
    {
        id: "CollectionsNullInList"
        documentation: "Null in a list that may hold none"
        protocol: rpcv2Cbor
        request: {
            method: "POST"
            uri: "/service/RpcV2CborCases/operation/Collections"
            headers: { "smithy-protocol": "rpc-v2-cbor", "Content-Type": "application/cbor" }
            body: "oWV0ZXh0c4JhYfY="
        }
        response: { code: 400, headers: { "smithy-protocol": "rpc-v2-cbor", "Content-Type": "application/cbor" } }
    }
    {
        id: "CollectionsNullInMap"
        documentation: "Null in a map that may hold none"
        protocol: rpcv2Cbor
        request: {
            method: "POST"
            uri: "/service/RpcV2CborCases/operation/Collections"
            headers: { "smithy-protocol": "rpc-v2-cbor", "Content-Type": "application/cbor" }
            body: "oWNtYXChYWv2"
        }
        response: { code: 400, headers: { "smithy-protocol": "rpc-v2-cbor", "Content-Type": "application/cbor" } }
    }
    {
        id: "CollectionsMapForList"
        documentation: "A map where a list is expected"
        protocol: rpcv2Cbor
        request: {
            method: "POST"
            uri: "/service/RpcV2CborCases/operation/Collections"
            headers: { "smithy-protocol": "rpc-v2-cbor", "Content-Type": "application/cbor" }
            body: "oWV0ZXh0c6A="
        }
        response: { code: 400, headers: { "smithy-protocol": "rpc-v2-cbor", "Content-Type": "application/cbor" } }
    }
    {
        id: "CollectionsListForMap"
        documentation: "A list where a map is expected"
        protocol: rpcv2Cbor
        request: {
            method: "POST"
            uri: "/service/RpcV2CborCases/operation/Collections"
            headers: { "smithy-protocol": "rpc-v2-cbor", "Content-Type": "application/cbor" }
            body: "oWNtYXCA"
        }
        response: { code: 400, headers: { "smithy-protocol": "rpc-v2-cbor", "Content-Type": "application/cbor" } }
    }
    {
        id: "CollectionsNumericMapKey"
        documentation: "A map key that is no text"
        protocol: rpcv2Cbor
        request: {
            method: "POST"
            uri: "/service/RpcV2CborCases/operation/Collections"
            headers: { "smithy-protocol": "rpc-v2-cbor", "Content-Type": "application/cbor" }
            body: "oWNtYXChAQE="
        }
        response: { code: 400, headers: { "smithy-protocol": "rpc-v2-cbor", "Content-Type": "application/cbor" } }
    }
])

apply Choices @httpRequestTests([
    {
        id: "ChoicesText"
        documentation: "A union with one member"
        protocol: rpcv2Cbor
        method: "POST"
        uri: "/service/RpcV2CborCases/operation/Choices"
        headers: { "smithy-protocol": "rpc-v2-cbor", "Content-Type": "application/cbor" }
        body: "oWZjaG9pY2WhZHRleHRhdA=="
        bodyMediaType: "application/cbor"
        params: { choice: { text: "t" } }
    }
    {
        id: "ChoicesNulls"
        documentation: "Nulls beside the one member"
        protocol: rpcv2Cbor
        method: "POST"
        uri: "/service/RpcV2CborCases/operation/Choices"
        headers: { "smithy-protocol": "rpc-v2-cbor", "Content-Type": "application/cbor" }
        body: "oWZjaG9pY2WiZm51bWJlcvZkdGV4dGF0"
        bodyMediaType: "application/cbor"
        params: { choice: { text: "t" } }
    }
    {
        id: "ChoicesTyped"
        documentation: "A type beside the one member"
        protocol: rpcv2Cbor
        method: "POST"
        uri: "/service/RpcV2CborCases/operation/Choices"
        headers: { "smithy-protocol": "rpc-v2-cbor", "Content-Type": "application/cbor" }
        body: "oWZjaG9pY2WiZl9fdHlwZWF4Zm51bWJlcgE="
        bodyMediaType: "application/cbor"
        params: { choice: { number: 1 } }
    }
    {
        id: "ChoicesRecursive"
        documentation: "Unions within structures within unions"
        protocol: rpcv2Cbor
        method: "POST"
        uri: "/service/RpcV2CborCases/operation/Choices"
        headers: { "smithy-protocol": "rpc-v2-cbor", "Content-Type": "application/cbor" }
        body: "oWZjaG9pY2WhZWlubmVyoWZjaG9pY2WhZm51bWJlcgM="
        bodyMediaType: "application/cbor"
        params: { choice: { inner: { choice: { number: 3 } } } }
    }
])

apply Choices @httpResponseTests([
    {
        id: "ChoicesText"
        documentation: "A union with one member"
        protocol: rpcv2Cbor
        code: 200
        headers: { "smithy-protocol": "rpc-v2-cbor", "Content-Type": "application/cbor" }
        body: "oWZjaG9pY2WhZHRleHRhdA=="
        bodyMediaType: "application/cbor"
        params: { choice: { text: "t" } }
    }
])

apply Choices @httpMalformedRequestTests([
    {
        id: "ChoicesTwo"
        documentation: "Two members set"
        protocol: rpcv2Cbor
        request: {
            method: "POST"
            uri: "/service/RpcV2CborCases/operation/Choices"
            headers: { "smithy-protocol": "rpc-v2-cbor", "Content-Type": "application/cbor" }
            body: "oWZjaG9pY2WiZHRleHRhdGZudW1iZXIB"
        }
        response: { code: 400, headers: { "smithy-protocol": "rpc-v2-cbor", "Content-Type": "application/cbor" } }
    }
    {
        id: "ChoicesNone"
        documentation: "No member set"
        protocol: rpcv2Cbor
        request: {
            method: "POST"
            uri: "/service/RpcV2CborCases/operation/Choices"
            headers: { "smithy-protocol": "rpc-v2-cbor", "Content-Type": "application/cbor" }
            body: "oWZjaG9pY2Wg"
        }
        response: { code: 400, headers: { "smithy-protocol": "rpc-v2-cbor", "Content-Type": "application/cbor" } }
    }
    {
        id: "ChoicesUnknown"
        documentation: "An unknown member set"
        protocol: rpcv2Cbor
        request: {
            method: "POST"
            uri: "/service/RpcV2CborCases/operation/Choices"
            headers: { "smithy-protocol": "rpc-v2-cbor", "Content-Type": "application/cbor" }
            body: "oWZjaG9pY2WhZW90aGVyAQ=="
        }
        response: { code: 400, headers: { "smithy-protocol": "rpc-v2-cbor", "Content-Type": "application/cbor" } }
    }
    {
        id: "ChoicesKnownAndUnknown"
        documentation: "A known and an unknown member set"
        protocol: rpcv2Cbor
        request: {
            method: "POST"
            uri: "/service/RpcV2CborCases/operation/Choices"
            headers: { "smithy-protocol": "rpc-v2-cbor", "Content-Type": "application/cbor" }
            body: "oWZjaG9pY2WiZHRleHRhdGVvdGhlcgE="
        }
        response: { code: 400, headers: { "smithy-protocol": "rpc-v2-cbor", "Content-Type": "application/cbor" } }
    }
])

apply BigNumbers @httpRequestTests([
    {
        id: "BigNumbersSmall"
        documentation: "Big numbers that are small"
        protocol: rpcv2Cbor
        method: "POST"
        uri: "/service/RpcV2CborCases/operation/BigNumbers"
        headers: { "smithy-protocol": "rpc-v2-cbor", "Content-Type": "application/cbor" }
        body: "omV3aG9sZQVnZGVjaW1hbMSCIRlqsw=="
        bodyMediaType: "application/cbor"
        params: { whole: 5, decimal: 273.15 }
    }
    {
        id: "BigNumbersTagged"
        documentation: "Numbers beyond 64 bits"
        protocol: rpcv2Cbor
        method: "POST"
        uri: "/service/RpcV2CborCases/operation/BigNumbers"
        headers: { "smithy-protocol": "rpc-v2-cbor", "Content-Type": "application/cbor" }
        body: "omV3aG9sZcJJAQAAAAAAAAAAZ2RlY2ltYWzEggIm"
        bodyMediaType: "application/cbor"
        params: { whole: 18446744073709551616, decimal: -700 }
    }
    {
        id: "BigNumbersNegative"
        documentation: "A negative number beyond 64 bits"
        protocol: rpcv2Cbor
        method: "POST"
        uri: "/service/RpcV2CborCases/operation/BigNumbers"
        headers: { "smithy-protocol": "rpc-v2-cbor", "Content-Type": "application/cbor" }
        body: "oWV3aG9sZcNJAQAAAAAAAAAA"
        bodyMediaType: "application/cbor"
        params: { whole: -18446744073709551617 }
    }
    {
        id: "BigNumbersUnsigned"
        documentation: "The whole range of 64 bits"
        protocol: rpcv2Cbor
        method: "POST"
        uri: "/service/RpcV2CborCases/operation/BigNumbers"
        headers: { "smithy-protocol": "rpc-v2-cbor", "Content-Type": "application/cbor" }
        body: "omV3aG9sZRv//////////2dkZWNpbWFs+z/4AAAAAAAA"
        bodyMediaType: "application/cbor"
        params: { whole: 18446744073709551615, decimal: 1.5 }
    }
])

apply BigNumbers @httpResponseTests([
    {
        id: "BigNumbersTagged"
        documentation: "Numbers beyond 64 bits"
        protocol: rpcv2Cbor
        code: 200
        headers: { "smithy-protocol": "rpc-v2-cbor", "Content-Type": "application/cbor" }
        body: "omV3aG9sZcJJAQAAAAAAAAAAZ2RlY2ltYWzEgiEZarM="
        bodyMediaType: "application/cbor"
        params: { whole: 18446744073709551616, decimal: 273.15 }
    }
])

apply BigNumbers @httpMalformedRequestTests([
    {
        id: "BigNumbersNaN"
        documentation: "A decimal that is no number"
        protocol: rpcv2Cbor
        request: {
            method: "POST"
            uri: "/service/RpcV2CborCases/operation/BigNumbers"
            headers: { "smithy-protocol": "rpc-v2-cbor", "Content-Type": "application/cbor" }
            body: "oWdkZWNpbWFs+3/4AAAAAAAA"
        }
        response: { code: 400, headers: { "smithy-protocol": "rpc-v2-cbor", "Content-Type": "application/cbor" } }
    }
    {
        id: "BigNumbersLongPair"
        documentation: "A decimal of three parts"
        protocol: rpcv2Cbor
        request: {
            method: "POST"
            uri: "/service/RpcV2CborCases/operation/BigNumbers"
            headers: { "smithy-protocol": "rpc-v2-cbor", "Content-Type": "application/cbor" }
            body: "oWdkZWNpbWFsxIMBAgM="
        }
        response: { code: 400, headers: { "smithy-protocol": "rpc-v2-cbor", "Content-Type": "application/cbor" } }
    }
    {
        id: "BigNumbersHugeExponent"
        documentation: "An exponent beyond any number"
        protocol: rpcv2Cbor
        request: {
            method: "POST"
            uri: "/service/RpcV2CborCases/operation/BigNumbers"
            headers: { "smithy-protocol": "rpc-v2-cbor", "Content-Type": "application/cbor" }
            body: "oWdkZWNpbWFsxIIbAAABAAAAAAAB"
        }
        response: { code: 400, headers: { "smithy-protocol": "rpc-v2-cbor", "Content-Type": "application/cbor" } }
    }
])

apply Defaulted @httpRequestTests([
    {
        id: "DefaultedAbsent"
        documentation: "Absent members have their defaults"
        protocol: rpcv2Cbor
        method: "POST"
        uri: "/service/RpcV2CborCases/operation/Defaulted"
        headers: { "smithy-protocol": "rpc-v2-cbor", "Content-Type": "application/cbor" }
        body: "oA=="
        bodyMediaType: "application/cbor"
        params: { text: "hi", number: 7, flag: true, list: [] }
    }
    {
        id: "DefaultedGiven"
        documentation: "Given members keep their values"
        protocol: rpcv2Cbor
        method: "POST"
        uri: "/service/RpcV2CborCases/operation/Defaulted"
        headers: { "smithy-protocol": "rpc-v2-cbor", "Content-Type": "application/cbor" }
        body: "pGR0ZXh0YXhmbnVtYmVyAGRmbGFn9GRsaXN0gWF5"
        bodyMediaType: "application/cbor"
        params: { text: "x", number: 0, flag: false, list: ["y"] }
    }
])

apply Defaulted @httpResponseTests([
    {
        id: "DefaultedAbsent"
        documentation: "Defaults are written"
        protocol: rpcv2Cbor
        code: 200
        headers: { "smithy-protocol": "rpc-v2-cbor", "Content-Type": "application/cbor" }
        body: "pGR0ZXh0YmhpZm51bWJlcgdkZmxhZ/VkbGlzdIA="
        bodyMediaType: "application/cbor"
        params: {}
    }
])

apply Nothing @httpRequestTests([
    {
        id: "NothingAtAll"
        documentation: "No body where there is no input"
        protocol: rpcv2Cbor
        method: "POST"
        uri: "/service/RpcV2CborCases/operation/Nothing"
        headers: { "smithy-protocol": "rpc-v2-cbor" }
        body: ""
        bodyMediaType: "application/cbor"
        params: {}
    }
    {
        id: "NothingEmptyMap"
        documentation: "An empty structure where there is no input"
        protocol: rpcv2Cbor
        method: "POST"
        uri: "/service/RpcV2CborCases/operation/Nothing"
        headers: { "smithy-protocol": "rpc-v2-cbor", "Content-Type": "application/cbor" }
        body: "oA=="
        bodyMediaType: "application/cbor"
        params: {}
    }
    {
        id: "NothingUnknown"
        documentation: "A structure where there is no input"
        protocol: rpcv2Cbor
        method: "POST"
        uri: "/service/RpcV2CborCases/operation/Nothing"
        headers: { "smithy-protocol": "rpc-v2-cbor", "Content-Type": "application/cbor" }
        body: "oWFhAQ=="
        bodyMediaType: "application/cbor"
        params: {}
    }
])

apply Nothing @httpResponseTests([
    {
        id: "NothingAnswered"
        documentation: "No body where there is no output"
        protocol: rpcv2Cbor
        code: 200
        headers: { "smithy-protocol": "rpc-v2-cbor" }
        forbidHeaders: ["Content-Type"]
        body: ""
        bodyMediaType: "application/cbor"
        params: {}
    }
])

apply Refusal @httpResponseTests([
    {
        id: "RefusedModeled"
        documentation: "An error with members"
        protocol: rpcv2Cbor
        code: 400
        headers: { "smithy-protocol": "rpc-v2-cbor", "Content-Type": "application/cbor" }
        body: "o2ZfX3R5cGVpeCNSZWZ1c2FsZ21lc3NhZ2Vibm9mcmVhc29uoWRuYW1lYW4="
        bodyMediaType: "application/cbor"
        params: { message: "no", reason: { name: "n" } }
    }
    {
        id: "RefusedEmpty"
        documentation: "An error without members"
        protocol: rpcv2Cbor
        code: 400
        headers: { "smithy-protocol": "rpc-v2-cbor", "Content-Type": "application/cbor" }
        body: "oWZfX3R5cGVpeCNSZWZ1c2Fs"
        bodyMediaType: "application/cbor"
        params: {}
    }
])

apply Busy @httpResponseTests([
    {
        id: "RefusedThrottled"
        documentation: "An error with a status of its own"
        protocol: rpcv2Cbor
        code: 429
        headers: { "smithy-protocol": "rpc-v2-cbor", "Content-Type": "application/cbor" }
        body: "omZfX3R5cGVmeCNCdXN5Z21lc3NhZ2Vkd2FpdA=="
        bodyMediaType: "application/cbor"
        params: { message: "wait" }
    }
])

operation Scalars {
    input: ScalarsValues
    output: ScalarsValues
}

structure ScalarsValues {
    flag: Boolean
    byteValue: Byte
    shortValue: Short
    integerValue: Integer
    longValue: Long
    floatValue: Float
    doubleValue: Double
    text: String
    blob: Blob
    moment: Timestamp
}

operation Collections {
    input: CollectionsValues
    output: CollectionsValues
}

structure CollectionsValues {
    texts: Texts
    numbers: Numbers
    blobs: Blobs
    moments: Moments
    nested: NestedTexts
    structures: Named
    map: NumberMap
    mapOfLists: TextsMap
    sparseTexts: SparseTexts
    sparseMap: SparseNumberMap
}

list Texts {
    member: String
}

list Numbers {
    member: Integer
}

list Blobs {
    member: Blob
}

list Moments {
    member: Timestamp
}

list NestedTexts {
    member: Texts
}

list Named {
    member: NamedThing
}

structure NamedThing {
    name: String
}

map NumberMap {
    key: String
    value: Integer
}

map TextsMap {
    key: String
    value: Texts
}

@sparse
list SparseTexts {
    member: String
}

@sparse
map SparseNumberMap {
    key: String
    value: Integer
}

operation Choices {
    input: ChoicesValues
    output: ChoicesValues
}

structure ChoicesValues {
    choice: Choice
}

union Choice {
    text: String
    number: Integer
    inner: ChoicesValues
}

operation BigNumbers {
    input: BigNumbersValues
    output: BigNumbersValues
}

structure BigNumbersValues {
    whole: BigInteger
    decimal: BigDecimal
}

operation Defaulted {
    input: DefaultedValues
    output: DefaultedValues
}

structure DefaultedValues {
    text: String = "hi"
    number: Integer = 7
    flag: Boolean = true
    list: Texts = []
}

operation Nothing {}

operation Refused {
    errors: [
        Refusal
        Busy
    ]
}

@error("client")
structure Refusal {
    message: String
    reason: NamedThing
}

@error("client")
@httpError(429)
structure Busy {
    message: String
}
