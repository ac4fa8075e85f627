using System.Text.Json.Nodes;
using ElectronicApplication.Core.Kernel;
using ElectronicApplication.Core.Review;
using ElectronicApplication.Core.Submissions;

namespace ElectronicApplication.Core.Tests.Review;

public sealed class DeskTests
{
    [Fact]
    public async Task A_clerk_sees_only_the_submissions_of_the_own_offices()
    {
        await using var desk = await ReviewDesk.OpenAsync();
        var own = await desk.SubmitAsync("residents");
        var foreign = await desk.SubmitAsync("planning");
        var clerk = await desk.ClerkAsync("receive", "residents");

        var list = (await desk.ListAsync(clerk)).Value;
        Assert.Equal([own], list.Items.Select(i => i.ReceiptNumber));
        Assert.Equal((1, 1, 0), await desk.Do<ListSubmissions, IReadOnlyDictionary<Worklist, int>>(h => h.CountAsync(clerk, default)) is var counts ? (counts[Worklist.Open], counts[Worklist.New], counts[Worklist.Mine]) : default);
        Assert.Empty((await desk.ListAsync(clerk, new(Worklist.All, Office: "planning"))).Value.Items);
        Assert.Empty((await desk.ListAsync(clerk, new(Worklist.All, ReceiptNumber: foreign))).Value.Items);
        Assert.Equal(2, (await desk.ListAsync(await desk.ClerkAsync("review", "*", "chief"))).Value.Items.Count);
    }

    [Fact]
    public async Task A_submission_of_another_office_does_not_exist_for_a_clerk()
    {
        await using var desk = await ReviewDesk.OpenAsync();
        var foreign = await desk.SubmitAsync("planning");
        var clerk = await desk.ClerkAsync("receive review approve", "residents");
        Assert.Equal("submission-not-found", (await desk.OpenAsync(foreign, clerk)).Error?.Code);
        Assert.Equal("submission-not-found", (await desk.StartAsync(foreign, clerk)).Error?.Code);
        Assert.Equal("submission-not-found", (await desk.DecideAsync(foreign, SubmissionStatus.Granted, null, clerk)).Error?.Code);
        Assert.Equal("submission-not-found", (await desk.Do<ReadAttachmentForReview, Result<AttachmentContent>>(h => h.HandleAsync(foreign, Guid.NewGuid(), clerk, default))).Error?.Code);
        Assert.Empty(await desk.ActsAsync("submission.viewed"));
    }

    [Fact]
    public async Task Whoever_only_operates_sees_no_submission()
    {
        await using var desk = await ReviewDesk.OpenAsync();
        var number = await desk.SubmitAsync();
        var clerk = await desk.ClerkAsync("operate administer", "*");
        Assert.Equal(ErrorKind.Forbidden, (await desk.ListAsync(clerk)).Error?.Kind);
        Assert.Equal(ErrorKind.Forbidden, (await desk.OpenAsync(number, clerk)).Error?.Kind);
    }

    [Fact]
    public async Task Someone_who_is_no_staff_member_sees_nothing()
    {
        await using var desk = await ReviewDesk.OpenAsync();
        await desk.SubmitAsync();
        foreach (var act in new[] { Act.Anonymous(Door.Staff), Act.Applicant(Guid.NewGuid(), Door.Staff), new Act(ActorKind.Staff, Guid.NewGuid().ToString(), "職員", Door.Staff) })
            Assert.Equal(ErrorKind.Unauthenticated, (await desk.ListAsync(act)).Error?.Kind);
    }

    [Fact]
    public async Task Paging_shows_every_submission_once_in_either_direction()
    {
        await using var desk = await ReviewDesk.OpenAsync();
        List<string> all = [];
        for (var i = 0; i < 7; i++)
        {
            all.Add(await desk.SubmitAsync());
            // Two and two arrive in the same moment, so that the id has to decide.
            if (i % 2 == 1)
                desk.Clock.Advance(TimeSpan.FromMinutes(1));
        }
        var clerk = await desk.ClerkAsync("receive", "residents");
        desk.Clock.Advance(TimeSpan.FromDays(4));
        foreach (var list in new[] { Worklist.New, Worklist.All, Worklist.Due })
        {
            List<SubmissionLine> seen = [];
            string? after = null;
            do
            {
                var page = (await desk.ListAsync(clerk, new(list, After: after, Limit: 3))).Value;
                seen.AddRange(page.Items);
                after = page.Next;
            }
            while (after is not null);
            Assert.Equal(all.Order(), seen.Select(s => s.ReceiptNumber).Order());
            Assert.Equal(list == Worklist.All ? seen.OrderByDescending(s => s.SubmittedAt) : seen.OrderBy(s => s.SubmittedAt), seen);
        }
    }

    [Fact]
    public async Task A_receipt_number_is_found_however_it_is_typed_and_a_wrong_digit_is_told()
    {
        await using var desk = await ReviewDesk.OpenAsync();
        var number = await desk.SubmitAsync();
        var clerk = await desk.ClerkAsync("receive", "residents");
        var typed = string.Concat(number.Where(char.IsDigit).Select(c => (char)(c - '0' + '０')));
        Assert.Equal(number, Assert.Single((await desk.ListAsync(clerk, new(Worklist.All, ReceiptNumber: typed))).Value.Items).ReceiptNumber);

        var wrong = (number[0] == '9' ? '8' : '9') + number[1..];
        Assert.Equal("receiptNumber", Assert.Single((await desk.ListAsync(clerk, new(Worklist.All, ReceiptNumber: wrong))).Error!.Fields).Path);
        Assert.Equal("malformed-request", (await desk.ListAsync(clerk, new(Worklist.All, After: "not-a-cursor"))).Error?.Code);
    }

    [Fact]
    public async Task Opening_a_submission_is_on_record_once_a_person_and_ten_minutes()
    {
        await using var desk = await ReviewDesk.OpenAsync();
        var number = await desk.SubmitAsync();
        var clerk = await desk.ClerkAsync("review", "residents");
        await desk.OpenAsync(number, clerk);
        desk.Clock.Advance(TimeSpan.FromMinutes(9));
        await desk.OpenAsync(number, clerk);
        Assert.True(Assert.Single(await desk.ActsAsync("submission.viewed")).ShownToApplicant);

        await desk.OpenAsync(number, await desk.ClerkAsync("review", "residents", "colleague"));
        desk.Clock.Advance(TimeSpan.FromMinutes(2));
        await desk.OpenAsync(number, clerk);
        Assert.Equal(3, (await desk.ActsAsync("submission.viewed")).Count);
    }

    [Fact]
    public async Task An_opened_submission_shows_what_was_received_beside_the_certificate()
    {
        await using var desk = await ReviewDesk.OpenAsync();
        var holder = new CertificateHolder("山田　花子", false, "神奈川県", false, new DateOnly(1990, 5, 3), 2);
        var number = await desk.SubmitAsync(answers: new JsonObject { ["name"] = "山田 花子", ["birth"] = "1990-05-04" }, holder: holder);
        var opened = (await desk.OpenAsync(number, await desk.ClerkAsync("review", "residents"))).Value;
        Assert.True(opened.Opened.IsIntact);
        Assert.Equal([("name", ComparisonVerdict.AgreesLoosely), ("birth", ComparisonVerdict.Differs)], opened.Comparisons.Select(c => (c.FieldId, c.Verdict)));
    }

    [Theory]
    [InlineData("髙橋　一郎", "髙橋　一郎", false, ComparisonVerdict.Agrees)]
    [InlineData("葛\U000E0100城", "葛城", false, ComparisonVerdict.AgreesLoosely)]
    [InlineData("１丁目２－３", "1丁目2-3", false, ComparisonVerdict.AgreesLoosely)]
    [InlineData("高橋", "髙橋", false, ComparisonVerdict.Differs)]
    [InlineData("スーパー", "ス-パ-", false, ComparisonVerdict.Differs)]
    [InlineData("〓田", "〓田", true, ComparisonVerdict.LookYourself)]
    [InlineData("𠮷田", "〓田", true, ComparisonVerdict.LookYourself)]
    public void Names_are_compared_without_deciding_what_a_person_must_decide(string answered, string certified, bool substitutes, ComparisonVerdict expected) =>
        Assert.Equal(expected, AttributeComparison.Compare(answered, certified, substitutes));
}
