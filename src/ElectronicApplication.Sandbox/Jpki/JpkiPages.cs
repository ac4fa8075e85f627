using ElectronicApplication.Sandbox.Pages;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace ElectronicApplication.Sandbox.Jpki;

/// <summary>The counter: what each card is worth now, with the acts of the counter as buttons.</summary>
internal sealed class JpkiPages(CardOffice office)
{
    public void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/jpki", ShowAll);
        routes.MapPost("/jpki/{card}", async (string card, HttpContext context) =>
        {
            if (CardApi.Find(card) is not { } found)
            {
                return Results.NotFound();
            }
            var form = await PostedForm.ReadAsync(context);
            await (form["act"].ToString() switch
            {
                "unlock" => office.UnlockAsync(found),
                "reissue" => office.ReissueAsync(found),
                "revoke" when CardOffice.Parse(form["purpose"]) is { } purpose => office.RevokeAsync(found, purpose, RevocationReason.AffiliationChanged),
                "hold" when CardOffice.Parse(form["purpose"]) is { } purpose => office.RevokeAsync(found, purpose, RevocationReason.CertificateHold),
                _ => Task.CompletedTask,
            });
            return new SeeOther($"/jpki#{found.Id}");
        });
    }

    private Page ShowAll() => new("認証局とカード", Html.Of($"""
        <p>公的個人認証サービスと同じ形の証明書を出す認証局です。失効と一時保留は取り消せません。使えるようにするには再発行します。</p>
        <ul class="links">
        <li><a href="/jpki/anchors/sign.cer">署名用認証局の自己署名証明書</a></li>
        <li><a href="/jpki/anchors/auth.cer">利用者証明用認証局の自己署名証明書</a></li>
        <li><a href="/jpki/crl/sign.crl">署名用の失効リスト</a>（{office.Revoked(CardPurpose.Sign).Count}件）</li>
        <li><a href="/jpki/crl/auth.crl">利用者証明用の失効リスト</a>（{office.Revoked(CardPurpose.Auth).Count}件）</li>
        </ul>
        {Card.All.Select(Show)}
        """)) { Back = ("/", "入口") };

    private Html Show(Card card) => Html.Of($"""
        <section class="panel" id="{card.Id}">
        <h2>{card.Resident.Name}</h2>
        <p class="note">{card.Remark}</p>
        <p>{card.Resident.Address}<br>{card.Resident.Born.ToString("yyyy年M月d日", System.Globalization.CultureInfo.InvariantCulture)}生</p>
        {CardOffice.Purposes.Select(purpose => Show(card, purpose))}
        <form method="post" action="/jpki/{card.Id}" class="actions">
        <button name="act" value="unlock" class="quiet">ロックを解除</button>
        <button name="act" value="reissue" class="quiet">再発行</button>
        </form>
        </section>
        """);

    private Html Show(Card card, CardPurpose purpose)
    {
        var state = office.State(card, purpose);
        return Html.Of($"""
            <form method="post" action="/jpki/{card.Id}" class="row">
            <input type="hidden" name="purpose" value="{CardOffice.Text(purpose)}">
            <div><strong>{Card.PurposeName(purpose)}</strong>
            <small>番号 {state.Serial}／{Page.Time(CardOffice.Expiry(card, state))}まで／暗証番号 あと{state.TriesLeft}回</small></div>
            {(state.Revocation is { } revocation
                ? Html.Of($"""<span class="tag bad">{Reason(revocation.Reason)}（{Page.Time(revocation.At)}）</span>""")
                : Html.Of($"""<span><button name="act" value="revoke" class="quiet">失効</button> <button name="act" value="hold" class="quiet">一時保留</button></span>"""))}
            </form>
            """);
    }

    private static string Reason(RevocationReason reason) => reason switch
    {
        RevocationReason.AffiliationChanged => "失効：記載内容の変更",
        RevocationReason.Superseded => "失効：更新",
        RevocationReason.CessationOfOperation => "失効：利用の終了",
        RevocationReason.CertificateHold => "一時保留",
        _ => "失効",
    };
}
