using System.Net.Mail;
using System.Text;
using ElectronicApplication.Core.Kernel;
using FluentValidation;
using Microsoft.EntityFrameworkCore;

namespace ElectronicApplication.Core.Identity;

/// <param name="Mail">Null or empty to have no mail sent any more.</param>
public sealed record SetAccountMailRequest(Guid AccountId, string? Mail);

public sealed class SetAccountMailValidator : AbstractValidator<SetAccountMailRequest>
{
    /// <summary>RFC 5321 section 4.5.3.1.3 leaves 254 octets for an address.</summary>
    public const int MaxLength = 254;

    public SetAccountMailValidator() =>
        RuleFor(r => r.Mail).Must(m => string.IsNullOrEmpty(m) || IsAddress(m)).WithMessage("メールアドレスの形が正しくありません。「name@example.jp」のように入力してください。");

    public static bool IsAddress(string mail) =>
        mail.Length <= MaxLength && !mail.Any(c => char.IsControl(c) || char.IsWhiteSpace(c)) && MailAddress.TryCreate(mail, out var parsed) && parsed.Address == mail;
}

/// <summary>Where an applicant wants to be told by mail; encrypted under the account's own key.</summary>
public sealed class SetAccountMail(AppDbContext db, Envelope envelope, TimeProvider time)
{
    private static readonly SetAccountMailValidator Validator = new();

    public async Task<Result<Done>> HandleAsync(SetAccountMailRequest request, Act act, CancellationToken cancel)
    {
        if (Validator.Validate(request) is { IsValid: false } invalid)
        {
            var message = invalid.Errors[0].ErrorMessage;
            const string english = "This is not a mail address.";
            return new Error("mail-invalid", ErrorKind.Unprocessable, message, english) { Fields = [new("mail", "mail-invalid", message, english)] };
        }
        var account = await db.Set<Account>().SingleAsync(a => a.Id == request.AccountId, cancel);
        account.MailCipher = string.IsNullOrEmpty(request.Mail)
            ? null
            : envelope.Open(account.Key).Encrypt(Encoding.UTF8.GetBytes(request.Mail), account.MailBinding);
        db.Add(ActEntry.Of(act, account.MailCipher is null ? "account.mail-removed" : "account.mail-set", null, time.GetUtcNow().UtcDateTime));
        await db.SaveChangesAsync(cancel);
        return Done.Ok;
    }
}

public sealed class FindAccountMail(AppDbContext db, Envelope envelope)
{
    public async Task<string?> HandleAsync(Guid accountId, CancellationToken cancel)
    {
        var account = await db.Set<Account>().AsNoTracking().SingleOrDefaultAsync(a => a.Id == accountId, cancel);
        return account?.MailCipher is { } cipher ? Encoding.UTF8.GetString(envelope.Open(account.Key).Decrypt(cipher, account.MailBinding)) : null;
    }
}
