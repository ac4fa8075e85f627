using System.Globalization;
using System.Net.Mail;
using ElectronicApplication.Core.Identity;
using ElectronicApplication.Core.Kernel;
using ElectronicApplication.Core.Notifications;
using ElectronicApplication.Core.Review;
using ElectronicApplication.Core.Review.Deliveries;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace ElectronicApplication.Core.Administration;

/// <summary>The reconciliation of one morning for one operator: told once, whoever tells it.</summary>
public sealed class DigestTold
{
    public required Guid StaffId { get; init; }

    /// <summary>On which it is told, in Japan.</summary>
    public required DateOnly Day { get; init; }

    /// <summary>Somebody is at it until then.</summary>
    public required DateTime ClaimedUntil { get; set; }

    public DateTime? DoneAt { get; set; }

    internal sealed class Configuration : IEntityTypeConfiguration<DigestTold>
    {
        public void Configure(EntityTypeBuilder<DigestTold> entity)
        {
            entity.ToTable("ReconciliationDigests");
            entity.HasKey(d => new { d.StaffId, d.Day });
            entity.HasIndex(d => d.Day);
        }
    }
}

/// <summary>
/// 突合のお知らせ: each morning from six, operators are told by mail what of yesterday and of the last fourteen days no core system has acknowledged; on Mondays also that
/// everything is. It holds days, core systems and numbers, never a receipt number, a name or an answer.
/// </summary>
public sealed partial class ReconciliationDigest(AppDbContext db, Reconcile reconcile, IOptions<MailOptions> mail, IOptions<NoticeOptions> options, TimeProvider time, ILogger<ReconciliationDigest> log) : ISweep
{
    public const int Days = 14;

    private static readonly TimeOnly From = new(6, 0);
    private static readonly TimeSpan ClaimLength = TimeSpan.FromMinutes(10);

    public TimeSpan Period => TimeSpan.FromMinutes(10);

    public async Task RunAsync(CancellationToken cancel)
    {
        var today = JapanTime.Today(time);
        if (mail.Value.Host.Length == 0 || time.GetUtcNow() < JapanTime.At(today, From))
            return;
        var told = await db.Set<DigestTold>().AsNoTracking().Where(d => d.Day == today && d.DoneAt != null).Select(d => d.StaffId).ToListAsync(cancel);
        var members = await db.Set<StaffMember>().AsNoTracking().Where(s => s.Mail != null && s.Roles.Contains(StaffRoles.Operate)).ToListAsync(cancel);
        var due = members.Where(m => !told.Contains(m.Id) && Reviewer.Of(m).Is(StaffRoles.Operate)).ToList();
        if (due.Count == 0)
            return;
        var forget = today.AddDays(-Days);
        await db.WriteAsync(() => db.Set<DigestTold>().Where(d => d.Day < forget).ExecuteDeleteAsync(cancel), cancel);
        using var mailer = new Mailer(mail.Value);
        // Most see the same offices and procedures.
        var lines = new Dictionary<string, IReadOnlyList<ReconciliationRow>>(StringComparer.Ordinal);
        foreach (var member in due)
            if (await ClaimAsync(member.Id, today, cancel))
            {
                var sees = $"{member.Offices}\n{member.Procedures}";
                if (!lines.TryGetValue(sees, out var open))
                    lines.Add(sees, open = await OpenAsync(Reviewer.Of(member), today, cancel));
                await TellAsync(mailer, member, today, open, cancel);
            }
    }

    /// <summary>Days and core systems with something that is not acknowledged, the latest day first.</summary>
    private async Task<IReadOnlyList<ReconciliationRow>> OpenAsync(Reviewer who, DateOnly today, CancellationToken cancel)
    {
        List<ReconciliationRow> open = [];
        for (var back = 1; back <= Days; back++)
            open.AddRange((await reconcile.RowsAsync(today.AddDays(-back), who, cancel)).Where(r => r.Open > 0));
        return open;
    }

    private async Task<bool> ClaimAsync(Guid staffId, DateOnly day, CancellationToken cancel)
    {
        var now = time.GetUtcNow().UtcDateTime;
        var until = now + ClaimLength;
        if (await db.Set<DigestTold>().AnyAsync(d => d.StaffId == staffId && d.Day == day, cancel))
            return await db.WriteAsync(() => db.Set<DigestTold>().Where(d => d.StaffId == staffId && d.Day == day && d.DoneAt == null && d.ClaimedUntil <= now)
                .ExecuteUpdateAsync(d => d.SetProperty(x => x.ClaimedUntil, until), cancel), cancel) == 1;
        db.Add(new DigestTold { StaffId = staffId, Day = day, ClaimedUntil = until });
        try
        {
            await db.SaveChangesAsync(cancel);
            return true;
        }
        catch (DbUpdateException)
        {
            // Another worker begins in the same moment.
            return false;
        }
        finally
        {
            db.ChangeTracker.Clear();
        }
    }

    private async Task TellAsync(Mailer mailer, StaffMember member, DateOnly day, IReadOnlyList<ReconciliationRow> open, CancellationToken cancel)
    {
        try
        {
            if (open.Count > 0 || day.DayOfWeek == DayOfWeek.Monday)
                await mailer.SendAsync(Guid.CreateVersion7(), member.Mail!, $"【{options.Value.Municipality}】電子申請：連携の突合（{(open.Count == 0 ? "すべて登録済み" : $"未登録 {open.Sum(r => r.Open)}件")}）", Body(open), cancel);
        }
        catch (Exception e) when (e is SmtpException or FormatException || (e is OperationCanceledException && !cancel.IsCancellationRequested))
        {
            // Due again when the claim ends.
            LogFailed(log, member.Id, e.GetType().Name);
            return;
        }
        var now = time.GetUtcNow().UtcDateTime;
        await db.WriteAsync(() => db.Set<DigestTold>().Where(d => d.StaffId == member.Id && d.Day == day).ExecuteUpdateAsync(d => d.SetProperty(x => x.DoneAt, now), cancel), cancel);
    }

    private string Body(IReadOnlyList<ReconciliationRow> open) => $"""
        {(open.Count == 0 ? $"昨日までの {Days} 日間に届いた申請は、すべて登録済みです。" : "基幹システムに登録されていない申請があります。職員用の画面で確認してください。")}

        {string.Join('\n', open.Select(Line))}

        {options.Value.StaffUrl}/staff/deliveries/reconciliation
        ――――――――――――――――
        {options.Value.Municipality}　電子申請

        """.ReplaceLineEndings("\r\n");

    private static string Line(ReconciliationRow row)
    {
        var states = new[] { PairState.Missing, PairState.Refused, PairState.Waiting, PairState.Accepted }.Where(s => row[s] > 0).Select(s => $"{ExportReconciliation.Word(s)} {row[s]}件");
        return string.Create(CultureInfo.InvariantCulture, $"{row.Day.Month}月{row.Day.Day}日　{row.Target}　{row.Expected}件のうち {string.Join('、', states)}");
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "The reconciliation for staff member {StaffId} could not be sent: {Error}.")]
    private static partial void LogFailed(ILogger log, Guid staffId, string error);
}
