using System.Net;
using System.Net.Sockets;
using System.Text;
using ElectronicApplication.Core.Administration;
using ElectronicApplication.Core.Deliveries;
using ElectronicApplication.Core.Identity;
using ElectronicApplication.Core.Kernel;
using ElectronicApplication.Core.Notifications;
using ElectronicApplication.Core.Review.Deliveries;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace ElectronicApplication.Core.Tests.Review;

public sealed class ReconcileTests
{
    private static readonly DateOnly Day = new(2026, 4, 1);

    [Fact]
    public async Task Every_submission_is_acknowledged_or_named_also_one_without_any_delivery()
    {
        await using var console = await ConsoleDesk.OpenAsync();
        await console.DeliverAsync(DeliveryStatus.Acknowledged);
        var refused = await console.DeliverAsync(DeliveryStatus.Refused, change: d => d.LastError = "氏名が長すぎる");
        var lost = await console.DeliverAsync();
        await console.DeliverAsync(DeliveryStatus.Skipped);
        await console.OnListAsync();
        await console.Desk.Do<AppDbContext, int>(db => db.Set<Delivery>().Where(d => d.Id == lost.Id).ExecuteDeleteAsync());
        var found = await DayAsync(console, Day, await console.OperatorAsync());
        var row = Assert.Single(found.Rows);
        Assert.Equal((5, 1, 1, 1, 1, 1, 3), (row.Expected, row[PairState.Acknowledged], row[PairState.Refused], row[PairState.Skipped], row[PairState.Accepted], row[PairState.Missing], row.Open));
        Assert.Equal(4, found.Named.Count);
        Assert.Equal((PairState.Missing, lost.ReceiptNumber, null), (found.Named[0].State, found.Named[0].ReceiptNumber, found.Named[0].DeliveryId));
        Assert.Equal((PairState.Refused, (Guid?)refused.Id, "氏名が長すぎる"), (found.Named[1].State, found.Named[1].DeliveryId, found.Named[1].LastError));
    }

    [Fact]
    public async Task A_day_is_one_in_Japan_and_an_office_sees_its_own()
    {
        await using var console = await ConsoleDesk.OpenAsync();
        await console.DeliverAsync(DeliveryStatus.Acknowledged);
        await console.DeliverAsync(office: "planning");
        // 2026-04-01 15:00 UTC is midnight in Japan.
        console.Clock.Advance(TimeSpan.FromHours(15));
        await console.DeliverAsync();
        var act = await console.OperatorAsync();
        Assert.Equal((2, 1), (Assert.Single((await DayAsync(console, Day, act)).Rows).Expected, Assert.Single((await DayAsync(console, Day.AddDays(1), act)).Rows).Expected));
        var own = Assert.Single((await DayAsync(console, Day, await console.OperatorAsync(offices: "residents", subject: "own"))).Rows);
        Assert.Equal((1, 0), (own.Expected, own.Open));
        var month = (await console.Desk.Do<Reconcile, Result<IReadOnlyList<ReconciliationRow>>>(h => h.MonthAsync(2026, 4, act, default))).Value;
        Assert.Equal([(Day, 1), (Day.AddDays(1), 1)], month.Select(r => (r.Day, r.Open)));
    }

    [Fact]
    public async Task What_a_correction_replaced_counts_by_how_it_ended_and_the_core_systems_own_count_stands_beside()
    {
        await using var console = await ConsoleDesk.OpenAsync();
        var first = await console.DeliverAsync(DeliveryStatus.Superseded, change: d => d.DueAt = null);
        await console.Desk.Do<AppDbContext, int>(db =>
        {
            db.Add(new Delivery
            {
                Id = Guid.CreateVersion7(), SubmissionId = first.SubmissionId, ReceiptNumber = first.ReceiptNumber, ProcedureCode = first.ProcedureCode, FormVersionId = first.FormVersionId, Target = first.Target,
                Kind = Contracts.V1.DeliveryKind.Correction, Order = 2, ExternalId = first.ExternalId, Status = DeliveryStatus.Acknowledged, CreatedAt = first.CreatedAt,
            });
            db.Add(new TargetCount { Target = first.Target, Day = Day, Count = 9, AskedAt = first.CreatedAt });
            return db.SaveChangesAsync();
        });
        var found = await DayAsync(console, Day, await console.OperatorAsync());
        var row = Assert.Single(found.Rows);
        Assert.Equal((1, 1, 0, 9), (row.Expected, row[PairState.Acknowledged], row.Open, row.OwnCount));
        // On the day itself more arrives after it was asked.
        Assert.False(row.IsContradicted);
        Assert.True((row with { AskedAt = first.CreatedAt.AddDays(1) }).IsContradicted);
        Assert.Empty(found.Named);
        // It is of all offices: beside the numbers of one it would mislead.
        Assert.Null(Assert.Single((await DayAsync(console, Day, await console.OperatorAsync(offices: "residents", subject: "own"))).Rows).OwnCount);
    }

    [Fact]
    public async Task The_list_of_a_day_names_every_submission_and_needs_the_right_to_export()
    {
        await using var console = await ConsoleDesk.OpenAsync();
        var done = await console.DeliverAsync(DeliveryStatus.Acknowledged, change: d => d.RecordId = "R-1");
        var refused = await console.DeliverAsync(DeliveryStatus.Refused);
        var act = await console.OperatorAsync("operate export");
        var text = Encoding.UTF8.GetString((await ExportAsync(console, "月次の点検", act)).Value.Bytes);
        Assert.Contains($"{done.ReceiptNumber},residents の手続,records,登録済み,R-1,", text, StringComparison.Ordinal);
        Assert.Contains($"{refused.ReceiptNumber},residents の手続,records,拒否,", text, StringComparison.Ordinal);
        Assert.Equal("月次の点検", Assert.Single(await console.Desk.ActsAsync("reconciliation.exported")).Reason);
        Assert.Equal("role-needed", (await ExportAsync(console, "点検", await console.OperatorAsync(subject: "other"))).Error?.Code);
    }

    [Fact]
    public async Task Operators_are_told_once_a_morning_what_is_open_and_on_Mondays_that_nothing_is()
    {
        using var server = new MailBox();
        await using var console = await ConsoleDesk.OpenAsync(services => services.AddScoped<ReconciliationDigest>()
            .Configure<MailOptions>(o => (o.Host, o.Port, o.From) = ("127.0.0.1", server.Port, "city@example.jp")).Configure<NoticeOptions>(o => o.Municipality = "みらい市"));
        var delivery = await console.DeliverAsync(DeliveryStatus.Refused);
        await MemberAsync(console, "operate", "residents", "told@example.jp");
        await MemberAsync(console, "operate", "planning", "calm@example.jp");
        await MemberAsync(console, "review", "*", "reviewer@example.jp");

        // Wednesday 2026-04-01 09:00 in Japan: yesterday nothing arrived. Then Thursday at five, and at six.
        await DigestAsync(console);
        console.Clock.Advance(TimeSpan.FromHours(20));
        await DigestAsync(console);
        Assert.Empty(server.Mails);
        console.Clock.Advance(TimeSpan.FromHours(1));
        await DigestAsync(console);
        await DigestAsync(console);
        var mail = Assert.Single(server.Mails);
        Assert.Contains("told@example.jp", mail, StringComparison.Ordinal);
        Assert.Contains("4月1日　records　1件のうち 拒否 1件", MailBox.Body(mail), StringComparison.Ordinal);
        Assert.DoesNotContain(delivery.ReceiptNumber, MailBox.Body(mail), StringComparison.Ordinal);

        await console.Desk.Do<AppDbContext, int>(db => db.Set<Delivery>().Where(d => d.Id == delivery.Id).ExecuteUpdateAsync(d => d.SetProperty(x => x.Status, DeliveryStatus.Acknowledged)));
        console.Clock.Advance(TimeSpan.FromDays(4));
        await DigestAsync(console);
        await DigestAsync(console);
        Assert.Equal(3, server.Mails.Count);
        Assert.All(server.Mails.Skip(1), m => Assert.Contains("すべて登録済み", MailBox.Body(m), StringComparison.Ordinal));
    }

    private static async Task<ReconciliationDay> DayAsync(ConsoleDesk console, DateOnly day, Act act) => (await console.Desk.Do<Reconcile, Result<ReconciliationDay>>(h => h.HandleAsync(day, act, default))).Value;

    private static Task<Result<DeliveryFile>> ExportAsync(ConsoleDesk console, string reason, Act act) => console.Desk.Do<ExportReconciliation, Result<DeliveryFile>>(h => h.HandleAsync(Day, reason, act, default));

    private static Task<bool> DigestAsync(ConsoleDesk console) => console.Desk.Do<ReconciliationDigest, bool>(async d =>
    {
        await d.RunAsync(default);
        return true;
    });

    private static Task<int> MemberAsync(ConsoleDesk console, string roles, string offices, string mail) => console.Desk.Do<AppDbContext, int>(db =>
    {
        db.Add(new StaffMember { Id = Guid.CreateVersion7(), Issuer = "https://idp.example", Subject = mail, Name = mail, Mail = mail, Roles = roles, Offices = offices });
        return db.SaveChangesAsync();
    });

    /// <summary>Takes every mail (RFC 5321), one connection after the other.</summary>
    private sealed class MailBox : IDisposable
    {
        private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
        private readonly List<string> _mails = [];

        public MailBox()
        {
            _listener.Start();
            Port = ((IPEndPoint)_listener.LocalEndpoint).Port;
            _ = Task.Run(RunAsync);
        }

        public int Port { get; }

        public IReadOnlyList<string> Mails
        {
            get
            {
                lock (_mails)
                    return [.. _mails];
            }
        }

        public static string Body(string mail) => Encoding.UTF8.GetString(Convert.FromBase64String(mail[(mail.IndexOf("\n\n", StringComparison.Ordinal) + 2)..].Replace("\n", "", StringComparison.Ordinal)));

        public void Dispose() => _listener.Dispose();

        private async Task RunAsync()
        {
            try
            {
                while (true)
                {
                    using var client = await _listener.AcceptTcpClientAsync();
                    using var reader = new StreamReader(client.GetStream(), Encoding.ASCII);
                    await using var writer = new StreamWriter(client.GetStream(), Encoding.ASCII) { AutoFlush = true, NewLine = "\r\n" };
                    await writer.WriteLineAsync("220 ready");
                    var to = "";
                    while (await reader.ReadLineAsync() is { } line && !line.StartsWith("QUIT", StringComparison.Ordinal))
                    {
                        to = line.StartsWith("RCPT", StringComparison.Ordinal) ? line : to;
                        await writer.WriteLineAsync(line == "DATA" ? "354 go on" : "250 ok");
                        if (line != "DATA")
                            continue;
                        var text = new StringBuilder(to).Append('\n');
                        while (await reader.ReadLineAsync() is { } part && part != ".")
                            text.Append(part).Append('\n');
                        lock (_mails)
                            _mails.Add(text.ToString());
                        await writer.WriteLineAsync("250 taken");
                    }
                }
            }
            catch (Exception e) when (e is SocketException or ObjectDisposedException or IOException)
            {
                // The test is over.
            }
        }
    }
}
