using System.Net.Mail;
using System.Text;
using ElectronicApplication.Contracts.V1;
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
/// Writes the mail of one notice. It travels unencrypted: it names procedure and receipt number, and says where to read the rest; never an answer,
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
        var title = OneLine(procedure.Title.Ja);
        var municipality = OneLine(options.Value.Municipality);
        var (key, subject, text) = Words(notice.Kind);
        return new(to, $"【{municipality}】{subject}（受付番号 {submission.ReceiptNumber}）", Body(text, Added(procedure, key, submission, (await catalog.OfficesAsync(cancel)).GetValueOrDefault(submission.OfficeId) ?? procedure.OfficeTitle, municipality), title, municipality, submission));
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

    private static (string Key, string Subject, string Text) Words(string kind) => kind switch
    {
        nameof(SubmissionReceived) => ("received", "申請を受け付けました", "次の申請を受け付けました。これから担当課が内容を確認します。"),
        nameof(ReviewStarted) => ("reviewStarted", "審査を始めました", "次の申請の審査を始めました。結果が出ましたら、あらためてお知らせします。"),
        nameof(CorrectionRequested) => ("correctionRequested", "補正のお願い", "次の申請に、直していただきたいところがあります。下のページで内容と期限をご確認のうえ、補正してください。"),
        nameof(CorrectionReminded) => ("correctionReminded", "補正の期限が近づいています", "次の申請の補正の期限が近づいています。下のページで内容と期限をご確認のうえ、補正してください。"),
        nameof(CorrectionClosed) => ("correctionClosed", "補正のお願いを終わりました", "次の申請の補正のお願いは、取り消されたか、期限を過ぎたため終わりました。くわしくは下のページでご確認ください。"),
        nameof(SubmissionCorrected) => ("corrected", "補正を受け付けました", "次の申請の補正を受け付けました。引き続き審査します。"),
        nameof(SubmissionDecided) => ("decided", "審査の結果が出ました", "次の申請の審査が終わりました。結果は下のページでご確認ください。"),
        nameof(DocumentIssued) => ("documentIssued", "文書を交付しました", "次の申請について、市から文書を交付しました。下のページで、受け取り方をご確認ください。"),
        nameof(DocumentWithdrawn) => ("documentWithdrawn", "交付した文書を取り消しました", "次の申請について、交付した文書を取り消しました。くわしくは下のページでご確認ください。"),
        nameof(SubmissionWithdrawn) => ("withdrawn", "申請の取下げを受け付けました", "次の申請の取下げを受け付けました。お心当たりがない場合は、担当課までご連絡ください。"),
        nameof(PayoutSettled) => ("payoutSettled", "振り込みのお知らせ", "次の申請の給付を、ご指定の口座に振り込みました。くわしくは下のページでご確認ください。"),
        nameof(PayoutFailed) => ("payoutFailed", "振り込みができませんでした", "次の申請の給付を、ご指定の口座に振り込めませんでした。下のページで、口座を入れ直してください。"),
        nameof(FeeRequested) => ("feeRequested", "手数料のお支払いのお願い", "次の申請の手数料をお支払いください。下のページから、期限までにお支払いいただけます。"),
        nameof(FeeReminded) => ("feeReminded", "手数料のお支払いの期限が過ぎています", "次の申請の手数料のお支払いを確認できていません。下のページから、お早めにお支払いください。行き違いの場合はご容赦ください。"),
        nameof(MessageSent) => ("messageSent", "担当課からの連絡", "次の申請について、担当課から連絡があります。下のページでお読みいただけます。ページから返信もできます。"),
        _ => ("", "申請の状況が変わりました", "次の申請の状況が変わりました。くわしくは下のページでご確認ください。"),
    };

    /// <summary>What the author of the procedure adds, filled in; it ends with an empty line, so that nothing stands there without it.</summary>
    private static string Added(ProcedureDefinition procedure, string key, Submission submission, LocalizedText office, string municipality)
    {
        if (!procedure.Notices.TryGetValue(key, out var text) || string.IsNullOrWhiteSpace(text))
            return "";
        var day = DateOnly.FromDateTime(submission.SubmittedAt.AddHours(9));
        var filled = NoticeTexts.Fill(text, name => OneLine(name switch
        {
            "受付番号" => submission.ReceiptNumber,
            "手続名" => procedure.Title.Ja,
            "所管課" => office.Ja,
            "提出日" => $"{day.Year}年{day.Month}月{day.Day}日",
            _ => municipality,
        }));
        return string.Join('\n', filled.ReplaceLineEndings("\n").Split('\n').Select(OneLine)).Trim() + "\n\n";
    }

    private string Body(string text, string added, string title, string municipality, Submission submission)
    {
        var code = submission.AccountId is null ? "ご覧になるには、申請のときにお渡ししたアクセスコードが必要です。" : "ご覧になるには、マイナンバーカードでのログインが必要です。";
        return $"""
            {text}

            手続　　：{title}
            受付番号：{submission.ReceiptNumber}

            {added}申請の状況は、次のページでご確認いただけます。
            {options.Value.PortalUrl}/submissions/{submission.ReceiptNumber}
            {code}

            このメールは送信専用です。ご返信いただいてもお答えできません。
            ――――――――――――――――
            {municipality}

            """.ReplaceLineEndings("\r\n");
    }

    private static string OneLine(string text) => new([.. text.Select(c => char.IsControl(c) ? ' ' : c)]);
}
