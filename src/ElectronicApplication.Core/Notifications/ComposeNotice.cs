using System.Globalization;
using System.Net.Mail;
using System.Text;
using ElectronicApplication.Core.Identity;
using ElectronicApplication.Core.Kernel;
using ElectronicApplication.Core.Procedures;
using ElectronicApplication.Core.Submissions;
using ElectronicApplication.Forms;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace ElectronicApplication.Core.Notifications;

public sealed record ComposedNotice(string To, string Subject, string Body);

/// <summary>
/// Writes the mail of one notice in the language of its submission. It travels unencrypted: it names procedure and receipt number, and says where to read the rest; never an answer,
/// never the outcome.
/// </summary>
public sealed class ComposeNotice(AppDbContext db, ProcedureCatalog catalog, Envelope envelope, IOptions<NoticeOptions> options)
{
    /// <summary>Null when the applicant left no address.</summary>
    public async Task<ComposedNotice?> HandleAsync(Notice notice, CancellationToken cancel)
    {
        var submission = await db.Set<Submission>().AsNoTracking().SingleAsync(s => s.Id == notice.SubmissionId, cancel);
        if (await AddressAsync(submission, cancel) is not { } to)
            return null;
        var procedure = (await catalog.VersionAsync(submission.FormVersionId, cancel)).Procedure;
        var (language, frame) = (submission.Language, NoticeFrame.For(submission.Language));
        var municipality = OneLine(options.Value.Municipality);
        var phrases = NoticeWords.Of(notice.Kind);
        var said = phrases.For(language);
        var office = (await catalog.OfficesAsync(cancel)).GetValueOrDefault(submission.OfficeId) ?? procedure.OfficeTitle;
        var subject = string.Format(CultureInfo.InvariantCulture, frame.Subject, municipality, said.Subject, submission.ReceiptNumber);
        return new(to, subject, Body(frame, said.Text, Added(procedure, phrases.Key, submission, office, municipality), OneLine(procedure.Title.For(language)), municipality, submission));
    }

    private async Task<string?> AddressAsync(Submission submission, CancellationToken cancel)
    {
        if (submission.PersonCipher is { } person
            && Usable(envelope.Open(submission.Key).DecryptJson<SubmissionPerson>(person, submission.PersonBinding).Mail) is { } given)
            return given;
        if (submission.AccountId is not { } id || await db.Set<Account>().AsNoTracking().SingleOrDefaultAsync(a => a.Id == id, cancel) is not { MailCipher: { } mail } account)
            return null;
        return Usable(Encoding.UTF8.GetString(envelope.Open(account.Key).Decrypt(mail, account.MailBinding)));
    }

    /// <summary>Only one plain address: no display name, no second recipient, no line break that would begin another header.</summary>
    private static string? Usable(string? mail) =>
        mail is { Length: > 0 and <= 254 } && !mail.Any(c => char.IsControl(c) || char.IsWhiteSpace(c)) && MailAddress.TryCreate(mail, out var parsed) && parsed.Address == mail ? mail : null;

    /// <summary>What the author of the procedure adds, filled in; it ends with an empty line, so that nothing stands there without it.</summary>
    private static string Added(ProcedureDefinition procedure, string key, Submission submission, LocalizedText office, string municipality)
    {
        var language = submission.Language;
        if (!procedure.Notices.TryGetValue(key, out var written) || written.For(language) is var text && string.IsNullOrWhiteSpace(text))
            return "";
        var filled = NoticeTexts.Fill(text, name => OneLine(name switch
        {
            "受付番号" => submission.ReceiptNumber,
            "手続名" => procedure.Title.For(language),
            "所管課" => office.For(language),
            "提出日" => NoticeFrame.Day(JapanTime.DayOf(submission.SubmittedAt), language),
            _ => municipality,
        }));
        return string.Join('\n', filled.ReplaceLineEndings("\n").Split('\n').Select(OneLine)).Trim() + "\n\n";
    }

    private string Body(NoticeFrame frame, string text, string added, string title, string municipality, Submission submission) => $"""
        {text}

        {frame.Procedure}{title}
        {frame.Receipt}{submission.ReceiptNumber}

        {added}{frame.Look}
        {options.Value.PortalUrl}/submissions/{submission.ReceiptNumber}
        {(submission.AccountId is null ? frame.ByCode : frame.ByCard)}

        {frame.NoReply}
        ――――――――――――――――
        {municipality}

        """.ReplaceLineEndings("\r\n");

    private static string OneLine(string text) => new([.. text.Select(c => char.IsControl(c) ? ' ' : c)]);
}
