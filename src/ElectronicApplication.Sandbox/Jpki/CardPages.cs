using System.Buffers.Text;
using System.Text;
using ElectronicApplication.Sandbox.Pages;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace ElectronicApplication.Sandbox.Jpki;

/// <summary>The reader application: shows what is to be signed, takes a card and its PIN, and hands the signature back by the browser.</summary>
internal sealed class CardPages(CardOffice office, ReturnAddresses addresses, TimeProvider time)
{
    private const int LongestContent = 1024 * 1024;

    public void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/card", () => new Page("カードの読み取り", Html.Of($"""
            <p>このページは、申請システムから呼び出されて使います。申請のページで「マイナンバーカードでログイン」や「署名する」を押してください。</p>
            <p><a href="/jpki">カードと証明書の一覧を見る</a></p>
            """)) { Back = ("/", "入口") });
        routes.MapPost("/card", async (HttpContext context) => Read(await PostedForm.ReadAsync(context)) is { } call ? Choose(call, null, null) : Refuse());
        routes.MapPost("/card/answer", async (HttpContext context) =>
        {
            var form = await PostedForm.ReadAsync(context);
            return Read(form) is { } call ? await AnswerAsync(call, form) : Refuse();
        });
    }

    private sealed record Call(CardPurpose Purpose, string Encoded, byte[] Content, string Title, Uri ReturnUrl, string State);

    private Call? Read(IFormCollection form)
    {
        var encoded = form["content"].ToString();
        return CardOffice.Parse(form["purpose"]) is { } purpose
            && encoded.Length is > 0 and <= LongestContent
            && Base64Url.IsValid(encoded)
            && addresses.TryParse(form["return_url"], out var target)
            ? new(purpose, encoded, Base64Url.DecodeFromChars(encoded), form["title"].ToString(), target, form["state"].ToString())
            : null;
    }

    private static Page Refuse() => new("呼び出し方が正しくありません", Html.Of($"""
        <div class="error"><p>申請システムから受け取った内容に、足りないもの、または受け付けられないものがあります。</p></div>
        <p>必要なもの：<code>purpose</code>（auth または sign）、<code>content</code>（base64url）、<code>return_url</code>（許可された戻り先）、<code>state</code>、<code>title</code></p>
        """)) { Status = StatusCodes.Status400BadRequest };

    private async Task<Page> AnswerAsync(Call call, IFormCollection form)
    {
        if (form["action"] == "cancel")
        {
            return Return(call, ("error", "cancelled"));
        }
        if (CardApi.Find(form["card"]) is not { } card)
        {
            return Choose(call, null, "カードを選んでください。");
        }
        var pin = form["pin"].ToString().Trim();
        if (pin.Length == 0)
        {
            return Choose(call, card, "暗証番号を入力してください。");
        }
        var (result, triesLeft) = await office.EnterPinAsync(card, call.Purpose, pin);
        if (result is not PinResult.Accepted)
        {
            return Choose(call, card, triesLeft == 0
                ? "暗証番号がロックされています。区役所の窓口で解除する必要があります（練習では「認証局とカード」のページで解除できます）。"
                : $"暗証番号が違います。あと{triesLeft}回まちがえるとロックされます。");
        }
        _ = Enum.TryParse<SigningTrouble>(form["trouble"], ignoreCase: true, out var trouble);
        var cms = CardSigner.Sign(office.Certificate(card, call.Purpose), call.Content, trouble, time.GetUtcNow());
        return Return(call, ("cms", Convert.ToBase64String(cms)));
    }

    private Page Choose(Call call, Card? chosen, string? error)
    {
        var signing = call.Purpose is CardPurpose.Sign;
        var good = Card.All.Where(card => card.Flaw is CardFlaw.None);
        var flawed = Card.All.Where(card => card.Flaw is not CardFlaw.None);
        return new Page(signing ? "マイナンバーカードで署名" : "マイナンバーカードで本人確認", Html.Of($"""
            {Html.When(error is not null, Html.Of($"""<div class="error" role="alert" id="error"><p>{error}</p></div>"""))}
            <dl class="facts">
            <div><dt>{(signing ? "署名するもの" : "目的")}</dt><dd>{call.Title}</dd></div>
            <div><dt>呼び出し元</dt><dd>{call.ReturnUrl.GetLeftPart(UriPartial.Authority)}</dd></div>
            </dl>
            <details><summary>{(signing ? "署名する内容" : "署名する合言葉")}をそのまま見る</summary><pre>{Readable(call.Content)}</pre></details>
            <form method="post" action="/card/answer">
            {Hidden(call)}
            <fieldset class="cards">
            <legend>カードを選ぶ</legend>
            {good.Select(card => Tile(card, call.Purpose, card == (chosen ?? Card.All[0])))}
            <details {(chosen is { Flaw: not CardFlaw.None } ? new Html("open") : Html.Nothing)}><summary>うまくいかないカードで試す</summary>
            {flawed.Select(card => Tile(card, call.Purpose, card == chosen))}
            </details>
            </fieldset>
            <label class="field"><span>{(signing ? "署名用パスワード" : "利用者証明用暗証番号")}</span>
            <small>{(signing ? "英数字6～16文字" : "数字4桁")}。練習用の番号は <kbd>{Card.PinOf(call.Purpose)}</kbd> です。</small>
            <input name="pin" type="password" maxlength="16" autocomplete="off" {(signing ? Html.Nothing : new Html("inputmode=\"numeric\""))} {Html.When(error is not null, new Html("aria-describedby=\"error\""))}></label>
            <details><summary>わざと失敗させる</summary>
            <label class="choice"><input type="radio" name="trouble" value="none" checked>正しく署名する</label>
            <label class="choice"><input type="radio" name="trouble" value="signature">署名の値を壊す</label>
            <label class="choice"><input type="radio" name="trouble" value="content">別の内容に署名する</label>
            </details>
            <div class="actions">
            <button name="action" value="sign">{(signing ? "署名する" : "本人確認する")}</button>
            <button name="action" value="cancel" class="quiet" formnovalidate>やめる</button>
            </div>
            </form>
            """)) { FormTarget = call.ReturnUrl, Status = error is null ? StatusCodes.Status200OK : StatusCodes.Status422UnprocessableEntity };
    }

    private Html Tile(Card card, CardPurpose purpose, bool chosen)
    {
        var state = office.State(card, purpose);
        return Html.Of($"""
            <label class="card"><input type="radio" name="card" value="{card.Id}" {Html.When(chosen, new Html("checked"))}>
            <span class="face"><span class="chip" aria-hidden="true"></span><strong>{card.Resident.Name}</strong>
            <small>{card.Remark}{(state.Revocation is not null && card.Flaw is not CardFlaw.Revoked ? "（失効しています）" : "")}{(state.TriesLeft == 0 && card.Flaw is not CardFlaw.Locked ? "（ロック中）" : "")}</small></span></label>
            """);
    }

    private static Page Return(Call call, (string Name, string Value) answer) => new("申請のページに戻ります", Html.Of($"""
        <form method="post" action="{call.ReturnUrl.AbsoluteUri}" data-submit-at-once>
        <input type="hidden" name="state" value="{call.State}">
        <input type="hidden" name="{answer.Name}" value="{answer.Value}">
        <p>自動で戻らないときは、ボタンを押してください。</p>
        <div class="actions"><button>申請のページに戻る</button></div>
        </form>
        """)) { FormTarget = call.ReturnUrl };

    private static Html Hidden(Call call) => Html.Of($"""
        <input type="hidden" name="purpose" value="{CardOffice.Text(call.Purpose)}">
        <input type="hidden" name="content" value="{call.Encoded}">
        <input type="hidden" name="title" value="{call.Title}">
        <input type="hidden" name="return_url" value="{call.ReturnUrl.AbsoluteUri}">
        <input type="hidden" name="state" value="{call.State}">
        """);

    private static string Readable(byte[] content)
    {
        try
        {
            return new UTF8Encoding(false, throwOnInvalidBytes: true).GetString(content);
        }
        catch (DecoderFallbackException)
        {
            return Convert.ToHexString(content);
        }
    }
}
