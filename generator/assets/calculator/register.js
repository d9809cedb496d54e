/** Makes `<subsidy-calculator>` known to the page. */
import { SubsidyCalculator } from "./element.js";

if (!customElements.get("subsidy-calculator"))
  customElements.define("subsidy-calculator", SubsidyCalculator);
