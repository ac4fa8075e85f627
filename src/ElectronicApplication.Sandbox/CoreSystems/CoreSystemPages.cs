using System.Text.Encodings.Web;
using System.Text.Json;
using ElectronicApplication.Sandbox.Pages;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace ElectronicApplication.Sandbox.CoreSystems;

/// <summary>What each back-office system holds, and its switches for trouble.</summary>
internal sealed class CoreSystemPages(IReadOnlyList<CoreSystem> systems, CoreSystemApi api)
{
    private const int Shown = 100;

    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/core-systems", ListAsync);
        routes.MapGet("/core-systems/{system}", async (string system) => api.Find(system) is { } found ? await ShowAsync(found) : Results.NotFound());
        routes.MapPost("/core-systems/{system}/trouble", async (string system, HttpContext context) =>
        {
            if (api.Find(system) is not { } found)
            {
                return Results.NotFound();
            }
            var form = await PostedForm.ReadAsync(context);
            await found.ChangeAsync(new(form["outage"] == "on", Number("slowMs"), Number("refuseNext"), Number("answerLostNext"), Number("keepAnd500Next"), Number("duplicateNext"), Number("loseNext")));
            return new SeeOther($"/core-systems/{found.Name}");

            int? Number(string name) => int.TryParse(form[name], out var number) ? number : null;
        });
    }

    private async Task<Page> ListAsync()
    {
        var counts = new List<Html>();
        foreach (var system in systems)
        {
            var held = await system.RecordsAsync();
            counts.Add(Html.Of($"""
                <li><a href="/core-systems/{system.Name}"><strong>{system.Title}</strong><span>{held.Count}件を保管しています{(system.Trouble.Outage ? "（停止中）" : "")}</span></a></li>
                """));
        }
        return new Page("基幹システム", Html.Of($"""
            <p>庁内の基幹システムの代わりです。受け取ったものを一度だけ保管し、同じものが届いた回数を数えます。</p>
            <ul class="doors">{counts}</ul>
            """)) { Back = ("/", "入口") };
    }

    private static async Task<Page> ShowAsync(CoreSystem system)
    {
        var held = await system.RecordsAsync();
        var trouble = system.Trouble;
        return new Page(system.Title, Html.Of($"""
            {TroublePanel.Show($"/core-systems/{system.Name}/trouble", trouble != new CoreTrouble(),
                TroublePanel.Switch("outage", "止まっている（503を返す）", trouble.Outage),
                TroublePanel.Count("slowMs", "遅い（ミリ秒）", trouble.SlowMs, 120_000),
                TroublePanel.Count("refuseNext", "次の何件かを断る（422）", trouble.RefuseNext, 100_000),
                TroublePanel.Count("answerLostNext", "保管して、返事の前に切れる（件）", trouble.AnswerLostNext, 100_000),
                TroublePanel.Count("keepAnd500Next", "保管して、500を返す（件）", trouble.KeepAnd500Next, 100_000),
                TroublePanel.Count("duplicateNext", "途中で二重に届く（件）", trouble.DuplicateNext, 100_000),
                TroublePanel.Count("loseNext", "受け付けたと答えて、失う（件）", trouble.LoseNext, 100_000))}
            <h2>保管しているもの（{held.Count}件）</h2>
            {Html.When(held.Count == 0, Html.Of($"""<p class="note">まだ何も届いていません。</p>"""))}
            {Html.When(held.Count > Shown, Html.Of($"""<p class="note">新しい{Shown}件を表示しています。すべては <a href="/sandbox/api/core-systems/{system.Name}/records">JSON</a> で見られます。</p>"""))}
            {held.Reverse().Take(Shown).Select(record => Show(system, record))}
            """)) { Back = ("/core-systems", "基幹システム") };
    }

    private static Html Show(CoreSystem system, CoreRecord record) => Html.Of($"""
        <section class="panel">
        <h3>{record.Id} {Html.When(record.Withdrawn, Html.Of($"""<span class="tag bad">取下げ</span>"""))}{Html.When(record.Offers > 1, Html.Of($"""<span class="tag">{record.Offers}回届いた</span>"""))}</h3>
        <dl class="facts">
        <div><dt>受付番号</dt><dd>{record.ReceiptNumber}</dd></div>
        <div><dt>種類</dt><dd>{record.Kind}</dd></div>
        <div><dt>送り元の番号</dt><dd><code>{record.ExternalId}</code></dd></div>
        <div><dt>保管した日時</dt><dd>{Page.Time(record.KeptAt)}</dd></div>
        </dl>
        <details><summary>中身</summary><pre>{JsonSerializer.Serialize(record.Data, Indented)}</pre></details>
        {CoreReports.Buttons(system, record)}
        </section>
        """);
}
