using System.Reflection;
using System.Text.RegularExpressions;
using ElectronicApplication.Contracts.V1;
using ElectronicApplication.Core.Kernel;
using ElectronicApplication.Core.Notifications;
using ElectronicApplication.Core.Submissions;
using ElectronicApplication.Core.Tests.Submissions;
using Microsoft.Extensions.Configuration;

namespace ElectronicApplication.Core.Tests.Notifications;

public sealed partial class NoticeLanguageTests
{
    private const string Notices = """ "notices":{"received":{"ja":"{{提出日}}に受け付けました。","en":"Taken in on {{提出日}}."},"decided":"窓口でもお尋ねください。"}, """;

    [Theory]
    [InlineData("ja"), InlineData("ja-easy"), InlineData("en")]
    public async Task Every_step_is_told_in_the_language_of_the_submission(string language)
    {
        await using var town = await FoundAsync();
        var id = await SubmitAsync(town, language);
        var subjects = new HashSet<string>();
        foreach (var notice in Facts(id).SelectMany(fact => new NoticePlanner().RowsFor(fact)).Cast<Notice>())
        {
            var mail = await town.Do<ComposeNotice, ComposedNotice?>(c => c.HandleAsync(notice, default));
            Assert.NotNull(mail);
            // Of the names, the municipality's and the procedure's are as they were given; the author wrote of the decision only in Japanese.
            var said = (mail.Subject + mail.Body).Replace("みらい市", "", StringComparison.Ordinal).Replace("手続 spoken", "", StringComparison.Ordinal).Replace("窓口でもお尋ねください。", "", StringComparison.Ordinal);
            Assert.Equal(language != "en", JapaneseLetters().IsMatch(said));
            Assert.Equal(language == "ja-easy", said.Contains("（うけつけばんごう）", StringComparison.Ordinal));
            Assert.True(subjects.Add(mail.Subject), $"{notice.Kind} has the subject of another notice.");
        }
        Assert.Equal(15, subjects.Count);
    }

    [Theory]
    [InlineData("ja", "2026年4月1日に受け付けました。"), InlineData("ja-easy", "2026年4月1日に受け付けました。"), InlineData("en", "Taken in on 1 April 2026.")]
    public async Task What_the_author_adds_comes_in_its_language_and_otherwise_in_Japanese(string language, string added)
    {
        await using var town = await FoundAsync();
        var id = await SubmitAsync(town, language);
        Assert.Contains(added, await BodyAsync(town, new SubmissionReceived(Guid.CreateVersion7(), SubmissionTown.Start, id, "", "spoken", Guid.Empty)), StringComparison.Ordinal);
        Assert.Contains("窓口でもお尋ねください。", await BodyAsync(town, new SubmissionDecided(Guid.CreateVersion7(), SubmissionTown.Start, id, "", "spoken", Guid.Empty, "Granted")), StringComparison.Ordinal);
    }

    [Fact]
    public void An_applicant_is_not_told_of_their_own_message_nor_of_a_document_that_another_one_replaces()
    {
        var planner = new NoticePlanner();
        Assert.Empty(planner.RowsFor(new MessageSent(Guid.NewGuid(), SubmissionTown.Start, Guid.NewGuid(), "", "spoken", Guid.Empty, FromApplicant: true)));
        Assert.Empty(planner.RowsFor(new DocumentWithdrawn(Guid.NewGuid(), SubmissionTown.Start, Guid.NewGuid(), "", "spoken", Guid.Empty, Guid.Empty, "1", "Replaced")));
    }

    /// <summary>One of each fact that leaves the process.</summary>
    private static IEnumerable<IFact> Facts(Guid submission) => typeof(IFact).Assembly.GetTypes().Where(t => t.IsClass && t.IsAssignableTo(typeof(IFact)))
        .Select(type => (IFact)type.GetConstructors()[0].Invoke([.. type.GetConstructors()[0].GetParameters().Select(p => Value(p, submission))]));

    private static object? Value(ParameterInfo parameter, Guid submission) =>
        parameter.Name == "SubmissionId" ? submission
        : parameter.Name == "FactId" ? Guid.CreateVersion7()
        : parameter.ParameterType == typeof(DateTimeOffset) ? SubmissionTown.Start
        : parameter.ParameterType == typeof(string) ? "Withdrawn"
        : parameter.ParameterType.IsValueType ? Activator.CreateInstance(parameter.ParameterType) : null;

    private static async Task<SubmissionTown> FoundAsync()
    {
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?> { ["Portal:PublicUrl"] = "https://portal.example" }).Build();
        var town = await SubmissionTown.FoundAsync(services => services.AddNotifications(configuration));
        await town.PublishAsync("spoken", "None", Notices);
        return town;
    }

    private static async Task<Guid> SubmitAsync(SubmissionTown town, string language)
    {
        var submitted = await town.Do<SubmitAnswers, Result<SubmissionReceipt>>(h => h.HandleAsync(
            new("spoken", new() { ["name"] = "山田　花子", ["mail"] = "hanako@example.jp" }, [], null, language), Act.Anonymous(Door.PortalApi), null, default));
        Assert.True(submitted.IsOk, submitted.Error?.Message);
        return submitted.Value.SubmissionId;
    }

    private static async Task<string> BodyAsync(SubmissionTown town, IFact fact) =>
        (await town.Do<ComposeNotice, ComposedNotice?>(c => c.HandleAsync(Assert.IsType<Notice>(Assert.Single(new NoticePlanner().RowsFor(fact))), default)))!.Body;

    [GeneratedRegex(@"[\p{IsHiragana}\p{IsKatakana}\p{IsCJKUnifiedIdeographs}]")]
    private static partial Regex JapaneseLetters();
}
