package cloudjar.services.sns;

import cloudjar.api.sns.CreateSMSSandboxPhoneNumberInput;
import cloudjar.api.sns.CreateSMSSandboxPhoneNumberResult;
import cloudjar.api.sns.DeleteSMSSandboxPhoneNumberInput;
import cloudjar.api.sns.DeleteSMSSandboxPhoneNumberResult;
import cloudjar.api.sns.GetSMSSandboxAccountStatusInput;
import cloudjar.api.sns.GetSMSSandboxAccountStatusResult;
import cloudjar.api.sns.ListSMSSandboxPhoneNumbersInput;
import cloudjar.api.sns.ListSMSSandboxPhoneNumbersResult;
import cloudjar.api.sns.SMSSandboxPhoneNumber;
import cloudjar.api.sns.SandboxPhoneNumbers;
import cloudjar.api.sns.VerifySMSSandboxPhoneNumberInput;
import cloudjar.api.sns.VerifySMSSandboxPhoneNumberResult;
import cloudjar.kernel.call.Call;
import cloudjar.kernel.limit.LimitProfile;
import cloudjar.kernel.store.InvalidPageTokenException;
import cloudjar.kernel.store.Page;
import cloudjar.kernel.store.Range;
import java.time.Duration;

/** The sandbox for text messages, in which accounts begin: passwords that prove numbers stand in the outbox. */
final class SandboxOperations implements SandboxPhoneNumbers {
    private static final String DIGITS = "0123456789";
    private static final int PASSWORD_LENGTH = 6;

    /** How long a password is good (sns-sms-sandbox-verifying-phone-numbers). */
    private static final Duration PASSWORD_VALIDITY = Duration.ofHours(24);

    private final LimitProfile limits;

    SandboxOperations(LimitProfile limits) {
        this.limits = limits;
    }

    @Override
    public CreateSMSSandboxPhoneNumberResult createSMSSandboxPhoneNumber(
            CreateSMSSandboxPhoneNumberInput in, Call call) {
        String number = in.phoneNumber();
        PhoneNumber.check(number);
        SnsTables tables = SnsTables.of(call);
        String password = call.world().ids().of(DIGITS, PASSWORD_LENGTH);
        String id = call.world().ids().uuid();
        long now = call.time().toEpochMilli();
        call.write(tx -> {
            if (tables.optedOut.contains(tx, number)) {
                throw SnsErrors.optedOut();
            }
            boolean known = tables.sandbox.contains(tx, number);
            if (!known && tables.sandbox.count(tx, Range.all()) >= SnsLimits.SANDBOX_NUMBERS_MAX.in(limits)) {
                throw SnsErrors.tooManySandboxNumbers();
            }
            SandboxNumber waiting = SandboxNumber.waiting(number, password, now);
            tables.sandbox.put(tx, number, waiting);
            String text = "Your verification code is " + password;
            Outbox.add(tx, new OutboxMessage(id, Protocol.SMS.wireName(), number, "AWS", null, text, now), limits);
            return waiting;
        });
        return CreateSMSSandboxPhoneNumberResult.of();
    }

    @Override
    public VerifySMSSandboxPhoneNumberResult verifySMSSandboxPhoneNumber(
            VerifySMSSandboxPhoneNumberInput in, Call call) {
        SnsTables tables = SnsTables.of(call);
        long now = call.time().toEpochMilli();
        call.write(tx -> {
            SandboxNumber number = tables.sandbox.get(tx, in.phoneNumber()).orElseThrow(SnsErrors::resourceNotFound);
            boolean expired = now - number.sentAtMillis() > PASSWORD_VALIDITY.toMillis();
            if (expired || !number.password().equals(in.oneTimePassword())) {
                throw SnsErrors.wrongPassword();
            }
            tables.sandbox.put(tx, in.phoneNumber(), number.nowVerified());
            return number;
        });
        return VerifySMSSandboxPhoneNumberResult.of();
    }

    @Override
    public DeleteSMSSandboxPhoneNumberResult deleteSMSSandboxPhoneNumber(
            DeleteSMSSandboxPhoneNumberInput in, Call call) {
        SnsTables tables = SnsTables.of(call);
        call.write(tx -> {
            if (!tables.sandbox.delete(tx, in.phoneNumber())) {
                throw SnsErrors.resourceNotFound();
            }
            return in;
        });
        return DeleteSMSSandboxPhoneNumberResult.of();
    }

    @Override
    public ListSMSSandboxPhoneNumbersResult listSMSSandboxPhoneNumbers(ListSMSSandboxPhoneNumbersInput in, Call call) {
        SnsTables tables = SnsTables.of(call);
        int limit = in.maxResults() == null ? SnsLimits.LISTED_MAX.intIn(limits) : in.maxResults();
        try {
            Page<SMSSandboxPhoneNumber> page = call.read(snapshot -> tables.sandbox.page(
                            snapshot, Range.all(), limit, Tokens.given(in.nextToken()), "ListSMSSandboxPhoneNumbers"))
                    .map(row -> SMSSandboxPhoneNumber.builder()
                            .phoneNumber(row.key())
                            .status_(row.value().verified() ? "Verified" : "Pending")
                            .build());
            return ListSMSSandboxPhoneNumbersResult.builder()
                    .phoneNumbers(page.items())
                    .nextToken(page.next().orElse(null))
                    .build();
        } catch (InvalidPageTokenException e) {
            throw SnsErrors.invalid("NextToken");
        }
    }

    @Override
    public GetSMSSandboxAccountStatusResult getSMSSandboxAccountStatus(GetSMSSandboxAccountStatusInput in, Call call) {
        return GetSMSSandboxAccountStatusResult.builder().isInSandbox(true).build();
    }
}
