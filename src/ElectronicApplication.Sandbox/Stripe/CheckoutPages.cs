using ElectronicApplication.Sandbox.Pages;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace ElectronicApplication.Sandbox.Stripe;

/// <summary>The page on which the payer pays, and the counter of the convenience store.</summary>
internal sealed class CheckoutPages(StripeLedger ledger, Checkout checkout)
{
    private const string GoodCard = "4242424242424242";
    private const string DeclinedCard = "4000000000000002";

    public void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/checkout/{id}", (string id) => Find(id) is { } session ? Show(session, null) : Unknown());
        routes.MapPost("/checkout/{id}", async (string id, HttpContext context) => await PayAsync(id, await PostedForm.ReadAsync(context)));
        routes.MapGet("/checkout/{id}/slip", (string id) => Find(id) is { } session ? ShowSlip(session) : Unknown());
        routes.MapPost("/checkout/{id}/slip", async (string id, HttpContext context) => await SettleAsync(id, (await PostedForm.ReadAsync(context))["act"] == "pay"));
    }

    private CheckoutSession? Find(string id)
    {
        lock (ledger.Gate)
        {
            return ledger.Sessions.GetValueOrDefault(id);
        }
    }

    private async Task<IResult> PayAsync(string id, IFormCollection form)
    {
        Task kept;
        CheckoutSession session;
        string? error = null;
        var number = string.Concat(form["number"].ToString().Where(char.IsAsciiDigit));
        lock (ledger.Gate)
        {
            if (!ledger.Sessions.TryGetValue(id, out session!))
            {
                return Unknown();
            }
            if (!IsPayable(session))
            {
                return Show(session, null);
            }
            var intent = checkout.IntentOf(session);
            switch (form["method"].ToString(), number)
            {
                case ("konbini", _) when session.PaymentMethodTypes.Contains("konbini"):
                    kept = checkout.IssueSlip(session, intent);
                    break;
                case ("card", GoodCard) when session.PaymentMethodTypes.Contains("card"):
                    kept = checkout.PayByCard(session, intent, GoodCard[^4..]);
                    break;
                case ("card", DeclinedCard) when session.PaymentMethodTypes.Contains("card"):
                    kept = checkout.Decline(session, intent, DeclinedCard[^4..]);
                    error = "カード会社が支払いを断りました。別のカードか、別の方法でお支払いください。";
                    break;
                default:
                    return Show(session, "この番号は使えません。本物のカードの番号は入れず、下の練習用の番号を使ってください。");
            }
        }
        await kept;
        return error is not null ? Show(session, error) : new SeeOther(session.SuccessUrl.Replace("{CHECKOUT_SESSION_ID}", session.Id, StringComparison.Ordinal));
    }

    private async Task<IResult> SettleAsync(string id, bool paid)
    {
        Task kept = Task.CompletedTask;
        lock (ledger.Gate)
        {
            if (!ledger.Sessions.TryGetValue(id, out var session))
            {
                return Unknown();
            }
            var intent = checkout.IntentOf(session);
            if (intent.Status == "requires_action")
            {
                kept = paid ? checkout.SettleSlip(session, intent) : checkout.LapseSlip(session, intent);
            }
        }
        await kept;
        return new SeeOther($"/checkout/{id}/slip");
    }

    private bool IsPayable(CheckoutSession session) => session.Status == "open" && session.ExpiresAt > ledger.Now;

    private Page Show(CheckoutSession session, string? error)
    {
        if (!IsPayable(session))
        {
            var paid = session.PaymentStatus == "paid";
            var slip = session.Status == "complete" && !paid;
            return new Page(paid ? "お支払いは済んでいます" : slip ? "払込票を発行しました" : "このお支払いの期限は過ぎました", Html.Of($"""
                {Summary(session)}
                {Html.When(slip, Html.Of($"""<p><a href="/checkout/{session.Id}/slip">払込票を見る</a></p>"""))}
                {Html.When(session.Status == "complete", Html.Of($"""<div class="actions"><a class="button" href="{session.SuccessUrl.Replace("{CHECKOUT_SESSION_ID}", session.Id, StringComparison.Ordinal)}">申請のページに戻る</a></div>"""))}
                {Html.When(session.Status != "complete" && session.CancelUrl is not null, Html.Of($"""<div class="actions"><a class="button" href="{session.CancelUrl}">申請のページに戻る</a></div>"""))}
                """));
        }
        var card = session.PaymentMethodTypes.Contains("card");
        var konbini = session.PaymentMethodTypes.Contains("konbini");
        return new Page("お支払い", Html.Of($"""
            {Html.When(error is not null, Html.Of($"""<div class="error" role="alert" id="error"><p>{error}</p></div>"""))}
            {Summary(session)}
            {Html.When(card, Html.Of($"""
            <form method="post" action="/checkout/{session.Id}" class="panel">
            <h2>クレジットカード</h2>
            <label class="field"><span>カード番号</span>
            <input name="number" value="4242 4242 4242 4242" inputmode="numeric" autocomplete="off" maxlength="23" {Html.When(error is not null, new Html("aria-describedby=\"error\""))}></label>
            <ul class="note"><li><kbd>4242 4242 4242 4242</kbd> 支払える</li><li><kbd>4000 0000 0000 0002</kbd> 断られる</li></ul>
            <div class="actions"><button name="method" value="card">{Page.Yen(session.AmountTotal)}を支払う</button></div>
            </form>
            """))}
            {Html.When(konbini, Html.Of($"""
            <form method="post" action="/checkout/{session.Id}" class="panel">
            <h2>コンビニ</h2>
            <p>払込票を発行します。あとから店頭で支払うと、申請システムに知らせが届きます。</p>
            <div class="actions"><button name="method" value="konbini" class="quiet">払込票を発行する</button></div>
            </form>
            """))}
            {Html.When(session.CancelUrl is not null, Html.Of($"""<p class="center"><a href="{session.CancelUrl}">支払わずに戻る</a></p>"""))}
            """))
        {
            FormTarget = new Uri(session.SuccessUrl.Replace("{CHECKOUT_SESSION_ID}", session.Id, StringComparison.Ordinal)),
            Status = error is null ? StatusCodes.Status200OK : StatusCodes.Status422UnprocessableEntity,
        };
    }

    private Page ShowSlip(CheckoutSession session)
    {
        PaymentIntent intent;
        lock (ledger.Gate)
        {
            intent = checkout.IntentOf(session);
        }
        var waiting = intent.Status == "requires_action";
        return new Page("コンビニの払込票", Html.Of($"""
            {Summary(session)}
            <p class="{(session.PaymentStatus == "paid" ? "tag good" : "tag")}">{(session.PaymentStatus == "paid" ? "支払い済み" : waiting ? "支払いを待っています" : "使えません")}</p>
            {Html.When(waiting, Html.Of($"""
            <form method="post" class="actions"><button name="act" value="pay">店頭で支払ったことにする</button><button name="act" value="lapse" class="quiet">期限切れにする</button></form>
            """))}
            """)) { Back = ("/stripe", "決済") };
    }

    private Html Summary(CheckoutSession session)
    {
        LineItem[] items;
        lock (ledger.Gate)
        {
            items = ledger.Items[session.Id];
        }
        return Html.Of($"""
            <section class="bill">
            <p class="total">{Page.Yen(session.AmountTotal)}</p>
            <ul>{items.Select(item => Html.Of($"""<li><span>{item.Description}{(item.Quantity > 1 ? $" × {item.Quantity}" : "")}</span><span>{Page.Yen(item.AmountUnit * item.Quantity)}</span></li>"""))}</ul>
            </section>
            """);
    }

    private static Page Unknown() => new("お支払いが見つかりません", Html.Of($"""<p>番号が違うか、この練習環境で作られたものではありません。</p>""")) { Status = StatusCodes.Status404NotFound };
}
