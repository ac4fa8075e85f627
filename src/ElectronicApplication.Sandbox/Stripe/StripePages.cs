using ElectronicApplication.Sandbox.Pages;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace ElectronicApplication.Sandbox.Stripe;

/// <summary>The account's dashboard: payments, refunds, events and their delivery, and the switches for trouble.</summary>
internal sealed class StripePages(StripeLedger ledger, Checkout checkout, Refunds refunds, SandboxOptions options)
{
    private const int Shown = 50;

    public void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/stripe", ShowAll);
        routes.MapPost("/stripe/trouble", async (HttpContext context) =>
        {
            var form = await PostedForm.ReadAsync(context);
            _ = int.TryParse(form["delaySeconds"], out var delay);
            await ChangeAsync(new(Has("apiOutage"), Has("holdWebhooks"), delay, Has("duplicate"), Has("badSignature"), Has("oldTimestamp")));
            return new SeeOther("/stripe");

            bool Has(string name) => form[name] == "on";
        });
        routes.MapPost("/stripe/refunds/{id}", async (string id, HttpContext context) =>
        {
            var paidOut = (await PostedForm.ReadAsync(context))["act"] == "pay";
            Task kept = Task.CompletedTask;
            lock (ledger.Gate)
            {
                if (ledger.Refunds.TryGetValue(id, out var refund) && refund.Status == "requires_action")
                {
                    kept = refunds.Finish(refund, paidOut);
                }
            }
            await kept;
            return new SeeOther("/stripe");
        });
        routes.MapGet("/sandbox/api/stripe/trouble", () => ledger.Trouble);
        routes.MapPost("/sandbox/api/stripe/trouble", async (StripeTrouble trouble) => await ChangeAsync(trouble));
    }

    private async Task<StripeTrouble> ChangeAsync(StripeTrouble trouble)
    {
        var bounded = trouble with { DelaySeconds = Math.Clamp(trouble.DelaySeconds, 0, 3600) };
        Task kept;
        lock (ledger.Gate)
        {
            kept = ledger.Commit(new() { Trouble = bounded });
        }
        await kept;
        return bounded;
    }

    private Page ShowAll()
    {
        lock (ledger.Gate)
        {
            var trouble = ledger.Trouble;
            return new Page("決済（Stripe互換）", Html.Of($"""
                <p>申請システムへの知らせ先：{options.StripeWebhookUrl?.AbsoluteUri ?? "まだ決まっていません"}</p>
                {TroublePanel.Show("/stripe/trouble", trouble != new StripeTrouble(),
                    TroublePanel.Switch("apiOutage", "APIが止まっている（503）", trouble.ApiOutage),
                    TroublePanel.Switch("holdWebhooks", "知らせを送らない", trouble.HoldWebhooks),
                    TroublePanel.Switch("duplicate", "知らせを2回ずつ送る", trouble.Duplicate),
                    TroublePanel.Switch("badSignature", "知らせの署名が違う", trouble.BadSignature),
                    TroublePanel.Switch("oldTimestamp", "知らせの時刻が1時間古い", trouble.OldTimestamp),
                    TroublePanel.Count("delaySeconds", "知らせを遅らせる（秒）", trouble.DelaySeconds, 3600))}
                <h2>お支払い（{ledger.Sessions.Count}件）</h2>
                {Html.When(ledger.Sessions.Count == 0, Html.Of($"""<p class="note">まだありません。</p>"""))}
                {ledger.Sessions.Values.Reverse().Take(Shown).Select(Show)}
                {Html.When(ledger.Refunds.Count > 0, Html.Of($"""<h2>返金（{ledger.Refunds.Count}件）</h2>"""))}
                {ledger.Refunds.Values.Reverse().Take(Shown).Select(Show)}
                <h2>知らせ（{ledger.Events.Count}件）</h2>
                <ul class="log">{ledger.Events.Values.Reverse().Take(Shown).Select(Show)}</ul>
                """)) { Back = ("/", "入口") };
        }
    }

    private Html Show(CheckoutSession session)
    {
        var intent = checkout.IntentOf(session);
        var (label, tone) = session switch
        {
            { PaymentStatus: "paid" } => ("支払い済み", "good"),
            { Status: "open" } => ("支払い前", ""),
            { Status: "expired" } => ("期限切れ", "bad"),
            _ when intent.Status == "requires_action" => ("店頭での支払い待ち", ""),
            _ => ("払込票の期限切れ", "bad"),
        };
        return Html.Of($"""
            <section class="panel"><h3>{Page.Yen(session.AmountTotal)} <span class="tag {tone}">{label}</span></h3>
            <p>{string.Join("、", ledger.Items[session.Id].Select(item => item.Description))}<br><small>{Page.Time(DateTimeOffset.FromUnixTimeSeconds(session.Created))}</small></p>
            <p><a href="/checkout/{session.Id}{(session.Status == "complete" && intent.NextAction is not null ? "/slip" : "")}">支払いの画面</a></p></section>
            """);
    }

    private static Html Show(Refund refund) => Html.Of($"""
        <section class="panel"><h3>{Page.Yen(refund.Amount)} <span class="tag {(refund.Status == "succeeded" ? "good" : refund.Status == "failed" ? "bad" : "")}">{(refund.Status == "succeeded" ? "返金済み" : refund.Status == "failed" ? "返金できず" : "口座の連絡待ち")}</span></h3>
        <p><code>{refund.Id}</code></p>
        {Html.When(refund.Status == "requires_action", Html.Of($"""
        <form method="post" action="/stripe/refunds/{refund.Id}" class="actions"><button name="act" value="pay" class="quiet">口座に振り込む</button><button name="act" value="fail" class="quiet">連絡がなく失敗</button></form>
        """))}
        </section>
        """);

    private Html Show(StripeEvent happened)
    {
        var delivery = ledger.Deliveries[happened.Id];
        return Html.Of($"""
            <li><strong>{happened.Type}</strong> <span class="tag {(delivery.Delivered ? "good" : "")}">{(delivery.Delivered ? "届いた" : "未達")}</span>
            <small>{Page.Time(DateTimeOffset.FromUnixTimeSeconds(happened.Created))}／{delivery.Attempts}回送信{(delivery.LastAnswer is null ? "" : "／答え " + delivery.LastAnswer)}</small></li>
            """);
    }
}
