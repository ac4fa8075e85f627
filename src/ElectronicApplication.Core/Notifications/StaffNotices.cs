using System.Net.Mail;
using ElectronicApplication.Core.Identity;
using ElectronicApplication.Core.Kernel;
using ElectronicApplication.Core.Review;
using ElectronicApplication.Core.Review.Decisions;
using ElectronicApplication.Core.Submissions;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace ElectronicApplication.Core.Notifications;

/// <summary>What a staff member is told of by mail.</summary>
/// <param name="Mail">Null when the provider of the sign-in says none.</param>
/// <param name="Kinds">Some of <see cref="StaffNotices.Kinds"/>.</param>
public sealed record StaffNoticeSettings(string? Mail, IReadOnlyList<string> Kinds);

/// <summary>
/// Mails to staff: one digest of what is new in their offices, at most every half hour, and none when nothing is new. It holds numbers and the way to the
/// desk, never a name or an answer.
/// </summary>
public sealed partial class StaffNotices(AppDbContext db, Approvals approvals, IOptions<MailOptions> mail, IOptions<NoticeOptions> options, TimeProvider time, ILogger<StaffNotices> log) : ISweep
{
    public static IReadOnlyList<(string Key, string Text)> Kinds { get; } =
        [("new", "新しい申請が届いたとき"), ("returned", "自分が担当する申請、または担当のない申請が補正されたとき"), ("message", "申請者から連絡が届いたとき"), ("due", "処理の期限が3日以内になったとき"),
            ("approval", "自分の決裁を待つ起案が届いたとき（代決を含む）"), ("sentback", "自分の起案が差し戻されたとき")];

    private static readonly TimeSpan Pause = TimeSpan.FromMinutes(30);
    private static readonly TimeSpan ClaimLength = TimeSpan.FromMinutes(10);
    private static readonly TimeSpan Soon = TimeSpan.FromDays(3);

    public TimeSpan Period => TimeSpan.FromMinutes(1);

    public async Task<StaffNoticeSettings> ReadAsync(Guid staffId, CancellationToken cancel) =>
        await db.Set<StaffMember>().AsNoTracking().SingleOrDefaultAsync(s => s.Id == staffId, cancel) is { } row ? new(row.Mail, Words(row.Notices)) : new(null, []);

    public async Task SaveAsync(Guid staffId, IEnumerable<string> kinds, CancellationToken cancel)
    {
        var row = await db.Set<StaffMember>().SingleAsync(s => s.Id == staffId, cancel);
        var chosen = string.Join(' ', Kinds.Select(k => k.Key).Where(kinds.Contains));
        // Whoever begins to be told is not told of what lies before.
        if (row.Notices.Length == 0)
            (row.NoticedAt, row.NoticeDueAt) = (time.GetUtcNow().UtcDateTime, time.GetUtcNow().UtcDateTime);
        row.Notices = chosen;
        await db.SaveChangesAsync(cancel);
    }

    public async Task RunAsync(CancellationToken cancel)
    {
        if (mail.Value.Host.Length == 0)
            return;
        var now = time.GetUtcNow().UtcDateTime;
        var due = await db.Set<StaffMember>().AsNoTracking().Where(s => s.Notices != "" && s.Mail != null && s.Roles != "" && s.NoticeDueAt <= now).ToListAsync(cancel);
        if (due.Count == 0)
            return;
        using var mailer = new Mailer(mail.Value);
        foreach (var member in due)
            await TellAsync(mailer, member, now, cancel);
    }

    /// <summary>Told before it is marked as told: after a fault in between it is told again.</summary>
    private async Task TellAsync(Mailer mailer, StaffMember member, DateTime now, CancellationToken cancel)
    {
        var claimed = await db.WriteAsync(() => db.Set<StaffMember>().Where(s => s.Id == member.Id && s.NoticeDueAt == member.NoticeDueAt)
            .ExecuteUpdateAsync(s => s.SetProperty(x => x.NoticeDueAt, now + ClaimLength), cancel), cancel);
        if (claimed == 0)
            return;
        var lines = await NewsAsync(member, now, cancel);
        try
        {
            if (lines.Count > 0)
                await mailer.SendAsync(Guid.CreateVersion7(), member.Mail!, $"【{options.Value.Municipality}】電子申請：対応をお願いします", Body(lines), cancel);
        }
        catch (Exception e) when (e is SmtpException or FormatException || (e is OperationCanceledException && !cancel.IsCancellationRequested))
        {
            // Due again when the claim ends.
            LogFailed(log, member.Id, e.GetType().Name);
            return;
        }
        // Without news the next look comes soon; after a mail there is peace for a while.
        var next = lines.Count > 0 ? now + Pause : now;
        await db.WriteAsync(() => db.Set<StaffMember>().Where(s => s.Id == member.Id)
            .ExecuteUpdateAsync(s => s.SetProperty(x => x.NoticedAt, now).SetProperty(x => x.NoticeDueAt, next), cancel), cancel);
    }

    private async Task<List<string>> NewsAsync(StaffMember member, DateTime now, CancellationToken cancel)
    {
        var (kinds, who, since) = (Words(member.Notices), Reviewer.Of(member), member.NoticedAt);
        var all = who.Of(db.Set<Submission>().AsNoTracking());
        var own = all.Where(s => !s.IsClosed);
        List<string> lines = [];
        if (kinds.Contains("new") && await own.CountAsync(s => s.ArrivedAt > since && s.ArrivedAt <= now, cancel) is > 0 and var fresh)
            lines.Add($"新しい申請　　　　　{fresh}件");
        if (kinds.Contains("returned"))
        {
            var corrected = db.Set<ActEntry>().Where(a => a.At > since && a.At <= now && a.Kind == "submission.corrected").Select(a => a.SubmissionId);
            if (await own.CountAsync(s => corrected.Contains(s.Id) && (s.AssigneeId == null || s.AssigneeId == member.Id), cancel) is > 0 and var returned)
                lines.Add($"補正された申請　　　{returned}件");
        }
        if (kinds.Contains("message"))
        {
            var asked = db.Set<CaseMessage>().Where(m => m.FromApplicant && m.HandledAt == null && m.At > since && m.At <= now).Select(m => m.SubmissionId);
            if (await all.CountAsync(s => asked.Contains(s.Id), cancel) is > 0 and var messages)
                lines.Add($"申請者からの連絡　　{messages}件");
        }
        if (kinds.Contains("due") && await own.CountAsync(s => s.DueAt > since + Soon && s.DueAt <= now + Soon && s.Status != SubmissionStatus.CorrectionRequested, cancel) is > 0 and var soon)
            lines.Add($"期限が近い申請　　　{soon}件");
        if (kinds.Contains("approval"))
        {
            // Of other offices too, where the route asks for it.
            var steps = (await approvals.StepsForAsync(who, cancel)).Where(s => s.OpenedAt > since && s.OpenedAt <= now);
            if (await steps.Select(s => s.SubmissionId).Distinct().CountAsync(cancel) is > 0 and var drafted)
                lines.Add($"決裁を待つ起案　　　{drafted}件");
        }
        if (kinds.Contains("sentback") && await all.CountAsync(s => db.Set<DecisionDraft>().Any(d => d.SubmissionId == s.Id && d.DrafterId == member.Id
                && d.State == DecisionDraftState.SentBack && d.ClosedAt > since && d.ClosedAt <= now), cancel) is > 0 and var returnedDrafts)
            lines.Add($"差し戻された起案　　{returnedDrafts}件");
        return lines;
    }

    private string Body(List<string> lines) => $"""
        次の申請があります。職員用の画面で確認してください。

        {string.Join('\n', lines)}

        {options.Value.StaffUrl}/staff

        お知らせの種類は、職員用の画面の「お知らせの設定」で変えられます。
        ――――――――――――――――
        {options.Value.Municipality}　電子申請

        """.ReplaceLineEndings("\r\n");

    private static string[] Words(string text) => text.Split(' ', StringSplitOptions.RemoveEmptyEntries);

    [LoggerMessage(Level = LogLevel.Warning, Message = "The digest for staff member {StaffId} could not be sent: {Error}.")]
    private static partial void LogFailed(ILogger log, Guid staffId, string error);
}
