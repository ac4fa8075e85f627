using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using ElectronicApplication.Sandbox.Pages;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace ElectronicApplication.Sandbox.CoreSystems;

/// <summary>What the back-office systems report of their own accord: sent by a button or as JSON, and given to whoever polls.</summary>
internal sealed class CoreReports(CoreSystemApi api, TimeProvider time)
{
    private const int PageSize = 20;

    private static readonly string[] Kinds = ["Status", "Decision", "Document", "Person"];

    /// <param name="sender">The group of the systems' own interface, which asks for the key.</param>
    public void MapSender(IEndpointRouteBuilder sender) => sender.MapGet("", async (string system, string? after) =>
    {
        var all = await api.Find(system)!.ReportsAsync();
        var start = int.TryParse(after, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? Math.Min(number, all.Count) : 0;
        var page = all.Skip(start).Take(PageSize).ToList();
        return Results.Ok(new { items = page, next = (start + page.Count).ToString(CultureInfo.InvariantCulture) });
    });

    /// <summary><c>POST /sandbox/api/core-systems/{system}/reports</c>: a report; message id, target and moment are filled in, and the external id from <c>receiptNumber</c>.</summary>
    public void MapObserver(IEndpointRouteBuilder observer)
    {
        observer.MapGet("/{system}/reports", async (string system) => api.Find(system) is { } found ? Results.Ok(new { items = await found.ReportsAsync() }) : Results.NotFound());
        observer.MapPost("/{system}/reports", async (string system, JsonObject report) =>
        {
            if (api.Find(system) is not { } found)
            {
                return Results.NotFound();
            }
            if (report["externalId"] is null && (string?)report["receiptNumber"] is { } receipt && (await found.RecordsAsync()).LastOrDefault(r => r.ReceiptNumber == receipt) is { } record)
            {
                report["externalId"] = record.ExternalId;
            }
            if (!Kinds.Contains((string?)report["kind"]) || report["externalId"] is null)
            {
                return Results.Problem("A kind (Status, Decision, Document, Person) and the externalId or receiptNumber of a record are expected.", statusCode: StatusCodes.Status422UnprocessableEntity);
            }
            report.Remove("receiptNumber");
            return Results.Created((string?)null, new { messageId = await SendAsync(found, report) });
        });
    }

    public void MapPages(IEndpointRouteBuilder routes) => routes.MapPost("/core-systems/{system}/reports", async (string system, HttpContext context) =>
    {
        if (api.Find(system) is not { } found)
        {
            return Results.NotFound();
        }
        var form = await PostedForm.ReadAsync(context);
        var (kind, text) = (form["kind"].ToString(), form["text"].ToString());
        var report = new JsonObject { ["externalId"] = form["externalId"].ToString(), ["kind"] = kind };
        switch (kind)
        {
            case "Status":
                report["status"] = new JsonObject { ["code"] = "S1", ["text"] = text };
                break;
            case "Decision":
                report["decision"] = new JsonObject { ["outcome"] = form["outcome"].ToString(), ["reason"] = text.Length == 0 ? null : text };
                break;
            case "Document":
                report["document"] = new JsonObject { ["name"] = text.Length == 0 ? "結果.pdf" : text, ["mediaType"] = "application/pdf", ["content"] = Convert.ToBase64String(SmallPdf()) };
                break;
            case "Person":
                report["person"] = Person(text, form["doubt"].ToString());
                break;
            default:
                return Results.BadRequest();
        }
        await SendAsync(found, report);
        return new SeeOther($"/core-systems/{found.Name}");
    });

    /// <summary>The buttons of one record.</summary>
    public static Html Buttons(CoreSystem system, CoreRecord record) => Html.Of($"""
        <details><summary>回答を送る</summary>
        {Form(system, record, "Status", "処理状況", Html.Of($"""<label>文 <input name="text" value="課税担当で確認しています" maxlength="200"></label>"""))}
        {Form(system, record, "Decision", "決定", Html.Of($"""<label>結果 <select name="outcome"><option value="Granted">承認</option><option value="Refused">不承認</option><option value="Dismissed">却下</option></select></label> <label>理由 <input name="text" maxlength="1000"></label>"""))}
        {Form(system, record, "Document", "文書（PDF）", Html.Of($"""<label>名前 <input name="text" value="結果.pdf" maxlength="200"></label>"""))}
        {Form(system, record, "Person", "宛名番号", Html.Of($"""<label>番号（候補は空白で区切る） <input name="text" value="1000000001" maxlength="400"></label> <label>疑義 <input name="doubt" maxlength="300"></label>"""))}
        </details>
        """);

    private static Html Form(CoreSystem system, CoreRecord record, string kind, string label, Html fields) => Html.Of($"""
        <form method="post" action="/core-systems/{system.Name}/reports">
        <input type="hidden" name="externalId" value="{record.ExternalId}"><input type="hidden" name="kind" value="{kind}">
        {fields}
        <div class="actions"><button class="quiet">{label}を送る</button></div>
        </form>
        """);

    private async Task<string> SendAsync(CoreSystem system, JsonObject report)
    {
        var id = (string?)report["messageId"] ?? Guid.CreateVersion7().ToString();
        report["messageId"] = id;
        report["target"] = system.Name;
        report["occurredAt"] ??= time.GetUtcNow().ToString("O", CultureInfo.InvariantCulture);
        await system.ReportAsync(JsonSerializer.SerializeToElement(report));
        return id;
    }

    /// <summary>One number is certain, unless there is a doubt; several are candidates.</summary>
    private static JsonObject Person(string numbers, string doubt)
    {
        var all = numbers.Split([' ', '\u3000', ','], StringSplitOptions.RemoveEmptyEntries);
        return new()
        {
            ["residentNumber"] = all.Length == 1 ? all[0] : null,
            ["candidates"] = all.Length > 1 ? new JsonArray([.. all.Select(n => (JsonNode)new JsonObject { ["residentNumber"] = n })]) : null,
            ["doubt"] = doubt.Length == 0 ? null : doubt,
        };
    }

    /// <summary>An empty page, A4 (ISO 32000-1 7.5).</summary>
    private static byte[] SmallPdf()
    {
        var file = new StringBuilder("%PDF-1.4\n");
        List<int> offsets = [];
        foreach (var body in (string[])["<</Type/Catalog/Pages 2 0 R>>", "<</Type/Pages/Kids[3 0 R]/Count 1>>", "<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]>>"])
        {
            offsets.Add(file.Length);
            file.Append(CultureInfo.InvariantCulture, $"{offsets.Count} 0 obj{body}endobj\n");
        }
        var table = file.Length;
        file.Append(CultureInfo.InvariantCulture, $"xref\n0 {offsets.Count + 1}\n0000000000 65535 f \n");
        foreach (var offset in offsets)
        {
            file.Append(CultureInfo.InvariantCulture, $"{offset:0000000000} 00000 n \n");
        }
        file.Append(CultureInfo.InvariantCulture, $"trailer<</Size {offsets.Count + 1}/Root 1 0 R>>\nstartxref\n{table}\n%%EOF\n");
        return Encoding.ASCII.GetBytes(file.ToString());
    }
}
