package cloudjar.services.sns;

import cloudjar.api.sns.CheckIfPhoneNumberIsOptedOutInput;
import cloudjar.api.sns.CheckIfPhoneNumberIsOptedOutResponse;
import cloudjar.api.sns.GetSMSAttributesInput;
import cloudjar.api.sns.GetSMSAttributesResponse;
import cloudjar.api.sns.ListOriginationNumbersRequest;
import cloudjar.api.sns.ListOriginationNumbersResult;
import cloudjar.api.sns.ListPhoneNumbersOptedOutInput;
import cloudjar.api.sns.ListPhoneNumbersOptedOutResponse;
import cloudjar.api.sns.OptInPhoneNumberInput;
import cloudjar.api.sns.OptInPhoneNumberResponse;
import cloudjar.api.sns.SetSMSAttributesInput;
import cloudjar.api.sns.SetSMSAttributesResponse;
import cloudjar.api.sns.TextMessages;
import cloudjar.kernel.call.Call;
import cloudjar.kernel.limit.LimitProfile;
import cloudjar.kernel.store.InvalidPageTokenException;
import cloudjar.kernel.store.Page;
import cloudjar.kernel.store.Range;
import cloudjar.kernel.store.Row;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What can be done about text messages, but for sending them. */
final class TextMessageOperations implements TextMessages {
    private final LimitProfile limits;

    TextMessageOperations(LimitProfile limits) {
        this.limits = limits;
    }

    @Override
    public SetSMSAttributesResponse setSMSAttributes(SetSMSAttributesInput in, Call call) {
        SnsTables tables = SnsTables.of(call);
        call.write(tx -> {
            TextSettings before = tables.settings.get(tx, TextSettings.KEY).orElse(TextSettings.INITIAL);
            TextSettings after = before.with(in.attributes(), limits);
            tables.settings.put(tx, TextSettings.KEY, after);
            return after;
        });
        return SetSMSAttributesResponse.of();
    }

    @Override
    public GetSMSAttributesResponse getSMSAttributes(GetSMSAttributesInput in, Call call) {
        SnsTables tables = SnsTables.of(call);
        Map<String, String> all = new LinkedHashMap<>(call.read(snapshot ->
                        tables.settings.get(snapshot, TextSettings.KEY).orElse(TextSettings.INITIAL))
                .attributes());
        if (in.hasAttributes() && !in.attributes().isEmpty()) {
            all.keySet().retainAll(in.attributes());
        }
        return GetSMSAttributesResponse.builder().attributes(all).build();
    }

    @Override
    public CheckIfPhoneNumberIsOptedOutResponse checkIfPhoneNumberIsOptedOut(
            CheckIfPhoneNumberIsOptedOutInput in, Call call) {
        PhoneNumber.check(in.phoneNumber());
        SnsTables tables = SnsTables.of(call);
        return CheckIfPhoneNumberIsOptedOutResponse.builder()
                .isOptedOut(call.read(snapshot -> tables.optedOut.contains(snapshot, in.phoneNumber())))
                .build();
    }

    @Override
    public ListPhoneNumbersOptedOutResponse listPhoneNumbersOptedOut(ListPhoneNumbersOptedOutInput in, Call call) {
        SnsTables tables = SnsTables.of(call);
        try {
            Page<String> page = call.read(snapshot -> tables.optedOut.page(
                            snapshot,
                            Range.all(),
                            SnsLimits.LISTED_MAX.intIn(limits),
                            Tokens.given(in.nextToken()),
                            "ListPhoneNumbersOptedOut"))
                    .map(Row::key);
            return ListPhoneNumbersOptedOutResponse.builder()
                    .phoneNumbers(page.items())
                    .nextToken(page.next().orElse(null))
                    .build();
        } catch (InvalidPageTokenException e) {
            throw SnsErrors.invalid("NextToken");
        }
    }

    @Override
    public OptInPhoneNumberResponse optInPhoneNumber(OptInPhoneNumberInput in, Call call) {
        PhoneNumber.check(in.phoneNumber());
        SnsTables tables = SnsTables.of(call);
        call.write(tx -> tables.optedOut.delete(tx, in.phoneNumber()));
        return OptInPhoneNumberResponse.of();
    }

    /** Numbers to send from are bought through another service (AWS End User Messaging); nobody here has one. */
    @Override
    public ListOriginationNumbersResult listOriginationNumbers(ListOriginationNumbersRequest in, Call call) {
        return ListOriginationNumbersResult.builder().phoneNumbers(List.of()).build();
    }
}
