using System.Text;
using Microsoft.Playwright;

namespace ElectronicApplication.Browser.Tests;

/// <summary>A clerk who makes the collection of bulky waste from nothing: pages, fields, the table of fees, settings, the hand-over, a recorded example, the request to publish.</summary>
internal sealed class BulkyWasteAuthor(IPage page, Hand hand, string title)
{
    private const string Schema = """
        {
          "$schema": "https://json-schema.org/draft/2020-12/schema", "type": "object", "required": ["requestNumber", "familyName", "items", "totalFee"],
          "properties": {
            "requestNumber": { "type": "string", "minLength": 1 }, "familyName": { "type": "string", "minLength": 1 },
            "items": { "type": "array", "minItems": 1, "items": { "type": "object", "required": ["name", "quantity", "fee"], "properties": { "name": { "type": "string" }, "quantity": { "type": "integer" }, "fee": { "type": "integer" } } } },
            "collectFrom": { "type": "string" }, "totalFee": { "type": "integer", "minimum": 0 }
          }
        }
        """;

    private readonly Dictionary<string, string> _ids = [];

    /// <summary>Where the design lives, as /staff/designer/bulky-waste.</summary>
    public string Home { get; private set; } = "";

    private ILocator Panel => page.Locator("#panel");

    public string Id(string label) => _ids[label];

    public async Task BeginAsync()
    {
        await hand.PressAsync(page.Locator("nav").GetByRole(AriaRole.Link, new() { Name = "様式の作成" }).First);
        await hand.PressAsync(page.GetByRole(AriaRole.Link, new() { Name = "新しい手続を作る" }).First);
        await hand.FillAsync(page.Locator("#title"), title);
        await hand.PressAsync(page.GetByRole(AriaRole.Button, new() { Name = "作成して開く" }));
        Home = new Uri(page.Url).AbsolutePath;
    }

    public async Task ArrangeAsync()
    {
        await SelectAsync("入力");
        await hand.FillAsync(Panel.Locator("[name='p.title']"), "出す品物");
        await AddAsync("品物", "まとまりと書類", "group");
        await hand.FillAsync(Panel.Locator("[name='p.rowTitle']"), "品物");
        await hand.FillAsync(Panel.Locator("[name='p.minRows']"), "1");
        await hand.FillAsync(Panel.Locator("[name='p.maxRows']"), "20");
        await SelectAsync("文字（1行）");
        await hand.FillAsync(Panel.Locator("[name='p.label']"), "品物の名前");
        await RequireAsync();
        await RememberAsync("品物の名前");
        await AddAsync("金属製ですか", "よく使う項目", "yesNo");
        await RequireAsync();
        await AddAsync("長さ", "よく使う項目", "integer");
        await hand.FillAsync(Panel.Locator("[name='p.unit']"), "cm");
        await hand.FillAsync(Panel.Locator("[name='p.min']"), "30");
        await hand.FillAsync(Panel.Locator("[name='p.max']"), "500");
        await RequireAsync();
        await AddAsync("細長い物ですか", "よく使う項目", "yesNo");
        await RequireAsync();
        await hand.PressAsync(Panel.Locator("button[value='addRow:visible:']"));
        await hand.ChooseAsync(Panel.Locator("[name='c.visible.0.f']"), Id("長さ"));
        await hand.ChooseAsync(Panel.Locator("[name='c.visible.0.o']"), "AtLeast");
        await hand.FillAsync(Panel.Locator("[name='c.visible.0.v']"), "180");
        await AddAsync("個数", "よく使う項目", "integer");
        await hand.FillAsync(Panel.Locator("[name='p.unit']"), "個");
        await hand.FillAsync(Panel.Locator("[name='p.min']"), "1");
        await hand.FillAsync(Panel.Locator("[name='p.max']"), "20");
        await RequireAsync();
    }

    /// <summary>The fees lie in a spreadsheet and are pasted.</summary>
    public async Task PriceAsync()
    {
        await TabAsync("表");
        await hand.FillAsync(page.Locator("#name"), "1個の手数料");
        await hand.ChooseAsync(page.Locator("#purpose"), "field/" + Id("品物"));
        await hand.ChooseAsync(page.Locator("#input"), Id("金属製ですか"));
        await hand.PressAsync(page.GetByRole(AriaRole.Button, new() { Name = "追加して開く" }));
        var table = new Uri(page.Url).AbsolutePath[(Home + "/tables/").Length..];
        await hand.UnfoldAsync(page.Locator("#table-columns > summary"));
        await hand.PressAsync(page.Locator("button[value=addInput]"));
        await hand.ChooseAsync(page.Locator("[name='i.1.what']"), Id("長さ"));
        await hand.PressAsync(page.Locator("button[value=addInput]"));
        await hand.ChooseAsync(page.Locator("[name='i.2.what']"), Id("細長い物ですか"));
        await hand.UnfoldAsync(page.Locator(".paste-box > summary"));
        await hand.PasteAsync(page.Locator("#paste-text"), """
            はい	30以上50未満	―	200円	金属製
            いいえ	30以上50未満	―	0円	粗大ごみではない
            ―	50以上180未満	―	500円	
            ―	180以上	はい	500円	細長い物
            ―	180以上	いいえ	1,000円	
            """);
        await hand.PressAsync(page.Locator("button[value=paste]"));
        Assert.Equal("1000", await page.Locator("[name='c.4.3']").InputValueAsync());
        await page.GetByText("漏れも重なりもありません").First.WaitForAsync();
        await TabAsync("様式");
        await SelectAsync("個数");
        await AddAsync("手数料", "表示だけ", "calculated");
        await hand.FillAsync(Panel.Locator("[name='p.value']"), $"{table} * {Id("個数")}");
        await hand.FillAsync(Panel.Locator("[name='p.unit']"), "円");
        await hand.PressAsync(page.Locator("#outline-form button[value=addPage]"));
        await hand.FillAsync(Panel.Locator("[name='p.title']"), "申込みをする方");
        await AddAsync("手数料の合計", "表示だけ", "calculated");
        await hand.FillAsync(Panel.Locator("[name='p.value']"), $"sum({Id("品物")}.{Id("手数料")})");
        await hand.FillAsync(Panel.Locator("[name='p.unit']"), "円");
    }

    public async Task AskWhoAsync()
    {
        await AddAsync("氏名", "申請者の情報", "personName");
        await RequireAsync();
        await AddAsync("連絡先", "申請者の情報", "contact");
        await RequireAsync();
        await AddAsync("収集する場所", "申請者の情報", "address");
        await RequireAsync();
        await AddAsync("収集を希望する日", "よく使う項目", "date");
        await RequireAsync();
        await hand.UnfoldAsync(Panel.Locator("summary").GetByText("入力できる範囲"));
        await hand.FillAsync(Panel.Locator("[name='p.earliest']"), "today + duration(\"P7D\")");
        await hand.FillAsync(Panel.Locator("[name='p.latest']"), "today + duration(\"P90D\")");
    }

    public async Task SettleAsync()
    {
        await TabAsync("手続の設定");
        await hand.FillAsync(page.Locator("[name='p.summary']"), "家庭から出る粗大ごみの収集を申し込めます。品物の大きさを入力すると、手数料がその場で分かります。");
        await hand.FillAsync(page.Locator("[name='p.whoCanApply']"), "市内にお住まいの方");
        await hand.FillAsync(page.Locator("[name='p.processingTime']"), "2開庁日ほど");
        await hand.TickAsync(page.Locator("[name='p.identityLevel'][value=None]"));
        await hand.FillAsync(page.Locator("[name='p.identityReason']"), "得られるのは収集の予約だけで、手数料の納付と収集場所での受渡しで実害を防げるため、本人確認を求めない。");
        await hand.TickAsync(page.Locator("[name='fee.mode'][value=formula]"));
        await hand.FillAsync(page.Locator("[name='fee.formula']"), Id("手数料の合計"));
        await hand.FillAsync(page.Locator("[name='p.legalBasis']"), "廃棄物の処理及び清掃に関する法律第6条の2");
        await hand.PressAsync(page.GetByRole(AriaRole.Button, new() { Name = "設定を保存" }));
    }

    public async Task HandOverAsync()
    {
        await TabAsync("連携");
        await hand.FillAsync(page.Locator("#system"), "environment");
        await hand.PressAsync(page.GetByRole(AriaRole.Button, new() { Name = "追加して開く" }));
        await hand.AttachAsync(page.Locator("[name=schema]"), new() { Name = "collection.schema.json", MimeType = "application/json", Buffer = Encoding.UTF8.GetBytes(Schema) });
        await hand.PressAsync(page.Locator("button[value=upload]"));
        await hand.FillAsync(page.Locator("[name='m:/requestNumber']"), "facts.receiptNumber");
        await hand.FillAsync(page.Locator("[name='m:/familyName']"), Id("氏名") + ".family");
        await hand.FillAsync(page.Locator("[name='m:/items']"), $"for i in {Id("品物")} return {{name: i.{Id("品物の名前")}, quantity: i.{Id("個数")}, fee: i.{Id("手数料")}}}");
        await hand.FillAsync(page.Locator("[name='m:/collectFrom']"), Id("収集を希望する日"));
        await hand.FillAsync(page.Locator("[name='m:/totalFee']"), Id("手数料の合計"));
        await hand.PressAsync(page.Locator("#mapping-form button[value=save]"));
    }

    /// <summary>Looks at what the made-up applicants get, tries the form by hand and keeps what came out as examples: one that is accepted, one that is not.</summary>
    public async Task TestAsync()
    {
        await TabAsync("試験");
        await page.GetByText("の分かれ道のうち").First.WaitForAsync();
        await hand.PressAsync(page.GetByRole(AriaRole.Link, new() { Name = "自分で入力して試す" }));
        await new BulkyWasteAnswers(this).FillAsync(hand.FillAsync, hand.TickAsync, name => page.Locator(name));
        await page.GetByText("1,000円").First.WaitForAsync();
        await RecordAsync("ベッド", isAccepted: true);
        await hand.PressAsync(page.GetByRole(AriaRole.Link, new() { Name = "自分で入力して試す" }));
        await RecordAsync("空欄", isAccepted: false);
    }

    private async Task RecordAsync(string name, bool isAccepted)
    {
        await hand.FillAsync(page.Locator("#sample-name"), name);
        await hand.PressAsync(page.Locator("button[value=record]"));
        await page.Locator("[aria-labelledby=samples-title] .test-list > li").Filter(new() { HasText = name }).Locator(isAccepted ? ".chip.good" : ".chip:not(.good)").WaitForAsync();
    }

    public async Task AskAsync()
    {
        await TabAsync("公開");
        foreach (var box in await page.Locator("[name=ack], [name=ackAll]").AllAsync())
            await hand.TickAsync(box);
        await hand.FillAsync(page.Locator("#note"), "新しい手続です。手数料の表をご確認ください。");
        await hand.PressAsync(page.GetByRole(AriaRole.Button, new() { Name = "公開を依頼する" }));
    }

    private Task TabAsync(string name) => hand.PressAsync(page.Locator("nav.tabs").GetByRole(AriaRole.Link, new() { Name = name, Exact = true }));

    private Task SelectAsync(string label) => hand.PressAsync(page.Locator("#outline a[data-part]").GetByText(label, new() { Exact = true }));

    private async Task AddAsync(string label, string group, string type)
    {
        await hand.FillAsync(page.Locator("#new-label"), label);
        var button = page.Locator($"#outline-form button[value='addField:{type}']");
        if (!await button.IsVisibleAsync())
            await hand.PressAsync(page.Locator("#outline-form summary").GetByText(group));
        await hand.PressAsync(button);
        Assert.Contains(label, await page.Locator("#panel-title").TextContentAsync(), StringComparison.Ordinal);
        await RememberAsync(label);
    }

    private async Task RememberAsync(string label) => _ids[label] = await Panel.Locator("[name='p.id']").InputValueAsync();

    private Task RequireAsync() => hand.TickAsync(Panel.Locator("[name='p.required'][value=always]"));
}
