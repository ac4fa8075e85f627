using ElectronicApplication.Core.CoreReports;
using ElectronicApplication.Core.Kernel;
using ElectronicApplication.Core.Review;
using ElectronicApplication.Core.Submissions;
using Microsoft.EntityFrameworkCore;

namespace ElectronicApplication.Core.Tests.CoreReports;

/// <summary>宛名番号: which resident the holder of a certificate is.</summary>
public sealed class PersonReportTests
{
    private static readonly CertificateHolder Hanako = new("山田　花子", false, "みらい市本町1-1", false, new(1990, 1, 1), 2);

    [Fact]
    public async Task A_certain_answer_is_known_of_the_next_submission_of_the_same_holder_and_of_nobody_else()
    {
        await using var city = await ReportingCity.OpenAsync();
        var (account, other) = (Guid.NewGuid(), Guid.NewGuid());
        var first = await city.HandedOverAsync(account: account);
        Assert.Equal(CoreReportState.Applied, (await city.SendAsync(city.Person(first, "1000000001"))).State);
        Assert.Equal("1000000001", await city.NumberOfAsync(await city.HandedOverAsync(account: account)));
        Assert.Null(await city.NumberOfAsync(await city.HandedOverAsync(account: other)));

        // Neither the number nor the account can be read in the table, and staff find the case by the number.
        var row = await city.Desk.Do<AppDbContext, ResidentLink>(db => db.Set<ResidentLink>().AsNoTracking().SingleAsync());
        Assert.DoesNotContain(account.ToString("N"), row.SubjectHash, StringComparison.Ordinal);
        var clerk = await city.Desk.ClerkAsync("review", "residents");
        Assert.Equal([first.ReceiptNumber], (await city.Desk.ListAsync(clerk, new ListSubmissionsRequest(Worklist.All, Search: "1000000001"))).Value.Items.Select(i => i.ReceiptNumber));
        var act = Assert.Single(await city.Desk.ActsAsync("resident.linked"));
        Assert.Equal((false, null), (act.ShownToApplicant, act.Detail));
    }

    [Fact]
    public async Task Without_an_account_the_four_attributes_of_the_certificate_are_the_holder()
    {
        await using var city = await ReportingCity.OpenAsync();
        await city.SendAsync(city.Person(await city.HandedOverAsync(holder: Hanako), "1000000001"));
        Assert.Equal("1000000001", await city.NumberOfAsync(await city.HandedOverAsync(holder: Hanako)));
        Assert.Null(await city.NumberOfAsync(await city.HandedOverAsync(holder: Hanako with { Address = "みらい市本町1-2" })));
        Assert.Null(await city.NumberOfAsync(await city.HandedOverAsync()));
    }

    [Fact]
    public async Task Of_several_candidates_a_clerk_of_the_review_chooses_one()
    {
        await using var city = await ReportingCity.OpenAsync();
        var clerk = await city.Desk.ClerkAsync("review", "residents");
        var submission = await city.HandedOverAsync(account: Guid.NewGuid());
        var row = await city.SendAsync(city.Person(submission, null, "同姓同名の方がいます。", "1000000001", "1000000002"));
        Assert.Equal(CoreReportState.Open, row.State);
        Assert.Equal([submission.ReceiptNumber], await city.ListAsync(clerk, Worklist.Resident));
        Assert.Empty(await city.ListAsync(clerk, Worklist.CoreSystem));

        Task<Result<Done>> Choose(Act act, string? number) => city.Desk.Do<SettleCoreReport, Result<Done>>(h => h.ChooseAsync(submission.ReceiptNumber, row.Id, number, "住所を確かめました。", act, default));
        Assert.Equal("role-needed", (await Choose(await city.Desk.ClerkAsync("approve", "residents", "head"), "1000000001")).Error?.Code);
        Assert.Equal("number", (await Choose(clerk, "9999999999")).Error?.Fields[0].Path);
        Assert.True((await Choose(clerk, "1000000002")).IsOk);
        Assert.Equal("1000000002", await city.NumberOfAsync(submission));
        Assert.Empty(await city.ListAsync(clerk, Worklist.Resident));
        var act = Assert.Single(await city.Desk.ActsAsync("resident.chosen"));
        Assert.Equal(("住所を確かめました。", false), (act.Reason, act.ShownToApplicant));
    }

    [Fact]
    public async Task Nobody_of_them_is_an_answer_with_a_reason()
    {
        await using var city = await ReportingCity.OpenAsync();
        var clerk = await city.Desk.ClerkAsync("review", "residents");
        var submission = await city.HandedOverAsync();
        var row = await city.SendAsync(city.Person(submission, "1000000001", "生年月日が違います。"));
        Assert.Equal("reason", (await city.Desk.Do<SettleCoreReport, Result<Done>>(h => h.DeclineAsync(submission.ReceiptNumber, row.Id, "", clerk, default))).Error?.Fields[0].Path);
        Assert.True((await city.Desk.Do<SettleCoreReport, Result<Done>>(h => h.DeclineAsync(submission.ReceiptNumber, row.Id, "市外の方です。", clerk, default))).IsOk);
        Assert.Null(await city.NumberOfAsync(submission));
        Assert.Single(await city.Desk.ActsAsync("resident.none"));
    }

    [Fact]
    public async Task A_number_that_contradicts_the_known_one_is_a_doubt_and_the_same_one_is_none()
    {
        await using var city = await ReportingCity.OpenAsync();
        var account = Guid.NewGuid();
        var submission = await city.HandedOverAsync(account: account);
        await city.SendAsync(city.Person(submission, "1000000001"));
        Assert.Equal(CoreReportState.Applied, (await city.SendAsync(city.Person(submission, "1000000001"))).State);
        var later = await city.HandedOverAsync(account: account);
        var doubt = await city.SendAsync(city.Person(later, "2000000002"));
        Assert.Equal((CoreReportState.Open, "これまでの宛名番号と異なります。"), (doubt.State, doubt.Problem));
        Assert.Equal("1000000001", await city.NumberOfAsync(later));
        var clerk = await city.Desk.ClerkAsync("review", "residents");
        Assert.True((await city.Desk.Do<SettleCoreReport, Result<Done>>(h => h.ChooseAsync(later.ReceiptNumber, doubt.Id, "2000000002", null, clerk, default))).IsOk);
        Assert.Equal("2000000002", await city.NumberOfAsync(submission));
    }
}
