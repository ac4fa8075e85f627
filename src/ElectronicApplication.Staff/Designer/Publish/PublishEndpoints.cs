using System.Globalization;
using ElectronicApplication.Core.Designs;
using ElectronicApplication.Core.Kernel;
using ElectronicApplication.Core.Procedures;
using ElectronicApplication.Web;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace ElectronicApplication.Staff.Designer.Publish;

/// <summary>公開: asked by an author, decided by somebody else; versions, the way back to one of them, and the end of a procedure.</summary>
internal static class PublishEndpoints
{
    private delegate Task<Result<string>> Deed(DesignPost post, CancellationToken cancel);

    public static void MapPublish(this RouteGroupBuilder one)
    {
        one.MapGet("/publish", ShowAsync);
        var publish = one.MapGroup("/publish");
        publish.MapPost("/ask", (HttpContext c, string code, Parts p, AskPublication ask, CancellationToken cancel) => RunAsync(c, code, p, (post, t) => AskAsync(post, ask, t), cancel)).RequireToken();
        publish.MapPost("/decide", (HttpContext c, string code, Parts p, DecidePublication decide, CancellationToken cancel) => RunAsync(c, code, p, (post, t) => DecideAsync(post, decide, t), cancel)).RequireToken();
        publish.MapPost("/withdraw", (HttpContext c, string code, Parts p, WithdrawPublication withdraw, CancellationToken cancel) => RunAsync(c, code, p, (post, t) => WithdrawAsync(post, withdraw, t), cancel)).RequireToken();
        publish.MapPost("/restore", (HttpContext c, string code, Parts p, StartDesign start, CancellationToken cancel) => RunAsync(c, code, p, (post, t) => RestoreAsync(post, start, t), cancel)).RequireToken();
        publish.MapPost("/retire", (HttpContext c, string code, Parts p, RetireProcedure retire, CancellationToken cancel) =>
            RunAsync(c, code, p, async (post, t) => Said(await retire.HandleAsync(code, post["reason"], post.Act, t), "retired"), cancel)).RequireToken();
        publish.MapPost("/reopen", (HttpContext c, string code, Parts p, ReopenProcedure reopen, CancellationToken cancel) =>
            RunAsync(c, code, p, async (post, t) => Said(await reopen.HandleAsync(code, post["reason"], post.Act, t), "reopened"), cancel)).RequireToken();
    }

    /// <summary>What every address of these pages needs.</summary>
    internal sealed record Parts(OpenDesign Open, PublishReader Reader, StaffFrame Frame);

    internal static readonly IReadOnlyDictionary<string, string> Words = new Dictionary<string, string>
    {
        ["asked"] = "公開を依頼しました。別の承認者が確かめると公開されます。",
        ["published"] = "承認し、公開しました。",
        ["approved"] = "承認しました。指定の日時に公開されます。",
        ["sent-back"] = "差し戻しました。",
        ["withdrawn"] = "依頼を取り下げました。",
        ["restored"] = "前の版の内容に戻しました。公開するには、下から公開を依頼してください。",
        ["retired"] = "受付を終了しました。",
        ["reopened"] = "受付を再開しました。",
    };

    private static async Task<IResult> ShowAsync(HttpContext context, string code, string? done, [Microsoft.AspNetCore.Mvc.FromServices] Parts parts, CancellationToken cancel)
    {
        var act = DesignPost.Reviewer(context).Act();
        var opened = await parts.Open.HandleAsync(code, act, null, cancel);
        return opened.Error is { } hidden ? parts.Frame.Error(context, hidden)
            : Pages.Show<PublishPage>(new { View = await parts.Reader.ReadAsync(opened.Value, act, cancel) with { Done = Words.GetValueOrDefault(done ?? "") } });
    }

    private static async Task<IResult> RunAsync(HttpContext context, string code, Parts parts, Deed deed, CancellationToken cancel)
    {
        var read = await DesignPost.ReadAsync(context, code, parts.Open, cancel);
        if (read.Error is { } hidden)
            return parts.Frame.Error(context, hidden);
        var post = read.Value;
        var done = post.Posted.IsGenuine ? await deed(post, cancel) : PostedForm.Stale;
        if (done.Error is not { } error)
            return Pages.SeeOther($"{EditorPlace.Home(code)}/publish?done={done.Value}");
        var view = await parts.Reader.ReadAsync(post.Design, post.Act, cancel);
        return Pages.Show<PublishPage>(new { View = view with { Error = error, Posted = post.Posted.Form } }, ErrorResults.Status(error.Kind));
    }

    private static async Task<Result<string>> AskAsync(DesignPost post, AskPublication ask, CancellationToken cancel)
    {
        if (!Enum.TryParse<MidFormPolicy>(post["policy"], out var policy) || !Enum.IsDefined(policy))
            return Field("policy", "required", "入力の途中の方の扱いを選んでください。", "Choose what becomes of people in mid-form.");
        DateTimeOffset? at = null;
        if (post["when"] == "later")
        {
            if (!DateOnly.TryParseExact(post["day"], "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) || !TimeOnly.TryParseExact(post["hour"], ["HH:mm", "HH:mm:ss"], CultureInfo.InvariantCulture, DateTimeStyles.None, out var hour))
                return Field("publishAt", "required", "公開する日と時刻を入力してください（例: 2026-12-01 の 09:00）。", "Give the day and the time of publication.");
            at = JapanTime.At(day, hour);
        }
        // The warnings of a kind can be acknowledged together, as they stand on the page.
        var acknowledged = post.Posted.Form["ack"].Concat(post.Posted.Form["ackAll"].SelectMany(all => all?.Split('\n') ?? [])).Where(a => !string.IsNullOrEmpty(a)).Select(a => a!.Trim()).Distinct().ToList();
        var asked = await ask.HandleAsync(new(post.Design.Code, EditorEndpoints.Seen(post.Posted).Head, post["note"], policy, at, acknowledged), post.Act, cancel);
        return asked.Error is { } error ? error : "asked";
    }

    private static async Task<Result<string>> DecideAsync(DesignPost post, DecidePublication decide, CancellationToken cancel)
    {
        var approve = post["op"] == "approve";
        var (places, texts) = (post.Posted.Form["place"], post.Posted.Form["remark"]);
        List<PublicationRemark> remarks = [.. Enumerable.Range(0, Math.Min(places.Count, texts.Count)).Select(i => new PublicationRemark(places[i] ?? "", texts[i] ?? ""))];
        var decided = await decide.HandleAsync(new(Id(post), approve, remarks, Number(post["version"]), Number(post["publishedSeen"])), post.Act, cancel);
        return decided.Error is { } error ? error : decided.Value switch { PublicationState.Published => "published", PublicationState.Approved => "approved", _ => "sent-back" };
    }

    private static async Task<Result<string>> WithdrawAsync(DesignPost post, WithdrawPublication withdraw, CancellationToken cancel) =>
        Said(await withdraw.HandleAsync(Id(post), Number(post["version"]), post.Act, cancel), "withdrawn");

    private static async Task<Result<string>> RestoreAsync(DesignPost post, StartDesign start, CancellationToken cancel)
    {
        var restored = await start.RestoreVersionAsync(post.Design.Code, Number(post["number"]), post.Seen, post.Act, cancel);
        return restored.Error is { } error ? error : "restored";
    }

    private static Result<string> Said(Result<Done> result, string word) => result.Error is { } error ? error : word;

    private static Guid Id(DesignPost post) => Guid.TryParse(post["id"], out var id) ? id : Guid.Empty;

    private static int Number(string text) => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : -1;

    private static Error Field(string path, string code, string message, string messageEn) =>
        new("request-refused", ErrorKind.Unprocessable, message, messageEn) { Fields = [new(path, code, message, messageEn)] };
}
