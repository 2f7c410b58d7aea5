// A token of the demo issuer.
export async function token(site, person) {
  const answer = await fetch(`${site}/demo/token?person=${person}`, { method: "POST" });
  return (await answer.json()).access_token;
}
