using System.Text;
using ElectronicApplication.Core.Deliveries;
using ElectronicApplication.Core.Kernel;
using ElectronicApplication.Core.Review.Deliveries;

namespace ElectronicApplication.Core.Tests.Review;

public sealed class TransferTests
{
    [Fact]
    public async Task The_list_is_masked_until_it_is_opened_and_each_case_keeps_the_reason()
    {
        await using var console = await ConsoleDesk.OpenAsync();
        var (first, second) = (await console.OnListAsync(), await console.OnListAsync("planning"));
        await console.DeliverAsync(DeliveryStatus.AcceptedLater);
        var act = await console.OperatorAsync("operate review");
        var masked = await ListAsync(console, act);
        Assert.Equal(new[] { first.Id, second.Id }.Order(), masked.Rows.Select(r => r.Id).Order());
        Assert.Equal(["number", "applicant.name", "thing"], masked.Columns);
        Assert.All(masked.Rows, r => Assert.Equal(MaskedJson.Mask, r.Cells["applicant.name"]));

        Assert.True((await console.Desk.Do<TransferList, Result<Done>>(h => h.RevealAsync(ConsoleDesk.Target, [first.Id, second.Id], "転記のため", act, default))).IsOk);
        Assert.All((await ListAsync(console, act)).Rows, r => Assert.Equal("山田　花子", r.Cells["applicant.name"]));
        Assert.Equal(2, (await console.Desk.ActsAsync(DeliveryContents.Opened)).Select(a => a.SubmissionId).Distinct().Count());
    }

    [Fact]
    public async Task What_is_checked_off_is_registered_with_the_number_that_was_read_and_under_the_name_of_who_did_it()
    {
        await using var console = await ConsoleDesk.OpenAsync();
        var (first, second, other) = (await console.OnListAsync(), await console.OnListAsync(), await console.DeliverAsync(DeliveryStatus.AcceptedLater));
        var act = await console.OperatorAsync();
        var done = await console.Desk.Do<CheckOffTransfers, Result<int>>(h => h.DoneAsync(ConsoleDesk.Target, [new(first.Id, " A-1 "), new(second.Id, ""), new(other.Id, "X")], act, default));
        Assert.Equal(2, done.Value);
        Assert.Equal((DeliveryStatus.Acknowledged, "A-1"), await console.ReadAsync(first) is var one ? (one.Status, one.RecordId) : default);
        Assert.Equal((DeliveryStatus.Acknowledged, second.ExternalId), await console.ReadAsync(second) is var two ? (two.Status, two.RecordId) : default);
        Assert.Equal(DeliveryStatus.AcceptedLater, (await console.ReadAsync(other)).Status);
        Assert.Equal(2, (await console.Desk.ActsAsync("delivery.transferred")).Count(a => a.ActorKind == ActorKind.Staff));
        Assert.Equal(2, (await console.Desk.ActsAsync("delivery.acknowledged")).Count);

        var again = await console.Desk.Do<CheckOffTransfers, Result<int>>(h => h.DoneAsync(ConsoleDesk.Target, [new(first.Id, "B-2")], act, default));
        Assert.Equal((0, "A-1"), (again.Value, (await console.ReadAsync(first)).RecordId));
    }

    [Fact]
    public async Task What_cannot_be_registered_goes_to_the_review_desk_with_the_reason()
    {
        await using var console = await ConsoleDesk.OpenAsync();
        var delivery = await console.OnListAsync();
        var act = await console.OperatorAsync();
        Assert.Equal(ErrorKind.Unprocessable, (await console.Desk.Do<CheckOffTransfers, Result<int>>(h => h.RefuseAsync(ConsoleDesk.Target, [delivery.Id], "", act, default))).Error?.Kind);
        Assert.Equal(1, (await console.Desk.Do<CheckOffTransfers, Result<int>>(h => h.RefuseAsync(ConsoleDesk.Target, [delivery.Id], "世帯番号が一致しない", act, default))).Value);
        Assert.Equal((DeliveryStatus.Refused, "世帯番号が一致しない"), await console.ReadAsync(delivery) is var read ? (read.Status, read.LastError) : default);
        Assert.Contains("DeliveryRefused", await console.Desk.FactsAsync());
    }

    [Fact]
    public async Task Taking_the_list_away_needs_the_right_and_a_reason_and_a_spreadsheet_calculates_nothing_of_it()
    {
        await using var console = await ConsoleDesk.OpenAsync();
        var number = await console.Desk.SubmitAsync(answers: new() { ["name"] = "=1+1" });
        await console.Desk.Do<AppDbContext, int>(async db =>
        {
            var delivery = db.Set<Delivery>().Single(d => d.ReceiptNumber == number);
            (delivery.Status, delivery.Progress) = (DeliveryStatus.AcceptedLater, TransferList.OnList);
            return await db.SaveChangesAsync();
        });
        Assert.Equal("role-needed", (await ExportAsync(console, "転記", await console.OperatorAsync())).Error?.Code);
        Assert.Equal("role-needed", (await ExportAsync(console, "転記", await console.OperatorAsync("operate export", subject: "stranger-to-cases"))).Error?.Code);
        var act = await console.OperatorAsync("operate review export", subject: "exporter");
        Assert.Equal(ErrorKind.Unprocessable, (await ExportAsync(console, "", act)).Error?.Kind);
        var file = (await ExportAsync(console, "転記のため", act)).Value;
        Assert.Equal([0xEF, 0xBB, 0xBF], file.Bytes[..3]);
        var text = Encoding.UTF8.GetString(file.Bytes);
        Assert.Contains($"{number},", text, StringComparison.Ordinal);
        Assert.Contains(",'=1+1,", text, StringComparison.Ordinal);
        Assert.Equal("転記のため", Assert.Single(await console.Desk.ActsAsync("delivery.exported")).Reason);
    }

    [Fact]
    public async Task A_list_of_another_office_does_not_exist()
    {
        await using var console = await ConsoleDesk.OpenAsync();
        var delivery = await console.OnListAsync();
        var stranger = await console.OperatorAsync("operate review", "planning", "stranger");
        Assert.Empty((await ListAsync(console, stranger)).Rows);
        Assert.Equal(0, (await console.Desk.Do<CheckOffTransfers, Result<int>>(h => h.DoneAsync(ConsoleDesk.Target, [new(delivery.Id, null)], stranger, default))).Value);
        var nobody = await console.OperatorAsync("operate", "nowhere", "nobody");
        Assert.Equal("target-not-found", (await console.Desk.Do<TransferList, Result<TransferPage>>(h => h.HandleAsync(ConsoleDesk.Target, null, nobody, default))).Error?.Code);
    }

    private static async Task<TransferPage> ListAsync(ConsoleDesk console, Act act) => (await console.Desk.Do<TransferList, Result<TransferPage>>(h => h.HandleAsync(ConsoleDesk.Target, null, act, default))).Value;

    private static Task<Result<DeliveryFile>> ExportAsync(ConsoleDesk console, string reason, Act act) => console.Desk.Do<ExportTransfers, Result<DeliveryFile>>(h => h.HandleAsync(ConsoleDesk.Target, reason, act, default));
}
